internal import Engine
public import Networks
public import Spaces

extension AngleTable {
  /// The sums of a supernet's weights before and after training.
  ///
  /// - Parameters:
  ///   - network: of the space; it says which weights a candidate runs.
  ///   - start: as `Snapshot.init(initial:seed:)` gives it, or any other.
  /// - Throws: `TrainingError.weights` where a snapshot lacks a weight, or has it in another size.
  public init(_ network: Network, from start: Snapshot, to end: Snapshot) throws(TrainingError) {
    let before = start.values, after = end.values, weights = network.weights
    func sums(_ parameters: [Parameter]) throws(TrainingError) -> Sums {
      var sums = Sums.zero
      for parameter in parameters {
        let count = parameter.stored.count
        guard let first = before[parameter.name], let second = after[parameter.name], first.count == count, second.count == count
        else { throw .weights(name: parameter.name, reason: "a snapshot has not the \(count) numbers of it") }
        sums += Sums(parameter.part(of: first), parameter.part(of: second))
      }
      return sums
    }
    var choices: [[Sums]] = []
    for candidates in weights.choices {
      var row: [Sums] = []
      for parameters in candidates { row.append(try sums(parameters)) }
      choices.append(row)
    }
    self.init(fixed: try sums(weights.fixed), choices: choices)
  }
}

extension Snapshot {
  /// Of the parameters, by name.
  fileprivate var values: [String: [Float]] { Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.values) }) }
}
