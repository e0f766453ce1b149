internal import Engine
internal import Networks
public import Spaces

extension Snapshot {
  /// The weights of the space that is restricted to an architecture, under the names that they have there: of weights that candidates
  /// share what the kept ones run, of a width its first channels.
  ///
  /// Throws `TrainingError.weights` where this is no snapshot of the space, and what networks throw.
  public func restricted(to architecture: Architecture, of space: Space) throws -> (space: Space, weights: Snapshot) {
    let net = space.restricted(to: architecture)
    let whole = try Network(space, space.task, batch: 1, .scoring(several: true))
    let own = try Network(net, net.task, batch: 1, .scoring(several: true))
    // Line by line both run the same; what no line runs, as a second head, has one name in both.
    let lines = zip(try whole.plan(Subnet(architecture)).instructions, try own.plan(Subnet(net.whole)).instructions)
    var sources: [String: Parameter] = [:]
    for (line, mine) in lines {
      let running = [line, mine].map { [$0.normalization?.running].compactMap(\.self) }
      for (from, to) in zip(line.parameters + running[0], mine.parameters + running[1]) where to.stored === to { sources[to.name] = from }
    }
    func entries(_ parameters: [Parameter], _ stored: [Entry]) throws(TrainingError) -> [Entry] {
      let values = Dictionary(stored.map { ($0.name, $0.values) }) { first, _ in first }
      var entries: [Entry] = []
      for parameter in parameters {
        let source = sources[parameter.name] ?? parameter
        guard let all = values[source.name], all.count == source.stored.count, source.shape == parameter.shape else {
          throw .weights(name: source.name, reason: "the snapshot has not the numbers of \(parameter.name)")
        }
        entries.append(Entry(name: parameter.name, shape: parameter.shape, values: source.part(of: all)))
      }
      return entries
    }
    return (
      net,
      Snapshot(
        parameters: try entries(own.parameters.parameters, parameters), statistics: try entries(own.parameters.statistics, statistics))
    )
  }
}
