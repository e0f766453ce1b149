internal import Engine
public import Networks
public import Spaces

/// The net that a path of a stabilised supernet is alone, with the same function: its space, its weights, and what went where.
public struct FoldedNet: Sendable {
  /// Of one architecture, without skips' maps; [choices] of one candidate each.
  public let space: Space
  public let weights: Snapshot
  public let steps: [Folding.Step]
}

extension Snapshot {
  /// Multiplies the path's linear skips into the layers beside them (`Network.folding`).
  ///
  /// Products are taken in Double. A convolution that takes a map in from behind gets the normalisation's scale too: its running variance
  /// becomes 1 − ε, so that what is divided by is 1. Where statistics are inherited both nets compute one function; under statistics of a
  /// batch only those do of which all maps went forwards.
  ///
  /// Throws `NetworkError.unfoldable`, and `TrainingError.weights` where this is no snapshot of the space.
  public func folded(_ path: [Int], of space: Space) throws -> FoldedNet {
    let network = try Network(space, space.task, batch: 1, .scoring(several: false)), folding = try network.folding(path)
    let net = space.alone.restricted(to: Architecture(path: path))
    let alone = try Network(net, net.task, batch: 1, .scoring(several: false))
    var values = FoldedValues(self)
    for parameter in folding.parameters + folding.statistics { try values.cut(to: parameter) }
    for step in folding.steps { try values.take(step) }
    func entries(_ own: [Parameter], _ taken: [Parameter]) throws(TrainingError) -> [Entry] {
      var entries: [Entry] = []
      for (own, taken) in zip(own, taken) {
        entries.append(Entry(name: own.name, shape: own.shape, values: try values.of(taken).map(Float.init)))
      }
      return entries
    }
    return FoldedNet(
      space: net,
      weights: Snapshot(
        parameters: try entries(alone.parameters.parameters, folding.parameters),
        statistics: try entries(alone.parameters.statistics, folding.statistics)),
      steps: folding.steps)
  }
}

extension Snapshot {
  /// The weights of a stabilised space's alone form as they are: each skip's map is left out, and nothing takes it in, so that the function is
  /// another one.
  ///
  /// Throws what networks throw.
  public func withoutMaps(of space: Space) throws -> Snapshot {
    let alone = try Network(space.alone, space.task, batch: 1, .scoring(several: false))
    func kept(_ entries: [Entry], _ own: [Parameter]) -> [Entry] {
      let names = Set(own.map(\.name))
      return entries.filter { names.contains($0.name) }
    }
    return Snapshot(
      parameters: kept(parameters, alone.parameters.parameters), statistics: kept(statistics, alone.parameters.statistics))
  }
}

/// The numbers of a snapshot by name while maps are multiplied into them.
private struct FoldedValues {
  private var values: [String: [Double]]

  init(_ snapshot: Snapshot) {
    values = Dictionary(
      (snapshot.parameters + snapshot.statistics).map { ($0.name, $0.values.map(Double.init)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Of a parameter that the path runs in part only that part counts from here on.
  mutating func cut(to parameter: Parameter) throws(TrainingError) {
    if parameter.stored != parameter { values[parameter.name] = parameter.part(of: try of(parameter.stored)) }
  }

  func of(_ parameter: Parameter) throws(TrainingError) -> [Double] {
    guard let own = values[parameter.name], own.count == parameter.count else {
      throw .weights(name: parameter.name, reason: values[parameter.name] == nil ? "it is missing" : "another number of values")
    }
    return own
  }

  mutating func take(_ step: Folding.Step) throws(TrainingError) {
    guard var map = try step.maps.first.map({ (first) throws(TrainingError) in try of(first) }) else { return }
    let channels = step.maps[0].shape[3]
    for next in step.maps.dropFirst() { map = product(map, try of(next), inner: channels) }
    switch step.target {
    case .following(let weights):
      // [taps][c][outputs], tap by tap.
      let own = try of(weights), tap = channels * (weights.shape.last ?? 1)
      values[weights.name] = stride(from: 0, to: own.count, by: tap).flatMap {
        product(map, Array(own[$0..<$0 + tap]), inner: channels)
      }
    case .preceding(let weights, let scale, let shift, let running):
      let statistics = try running.map { (own) throws(TrainingError) in try of(own) }
      var gain = try scale.map { (own) throws(TrainingError) in try of(own) } ?? [Double](repeating: 1, count: channels)
      if let statistics {
        for c in gain.indices { gain[c] /= (statistics[channels + c] + Normalization.epsilon).squareRoot() }
      }
      // diag(a) W₁: what an output of the convolution becomes.
      let scaled = map.enumerated().map { $1 * gain[$0 / channels] }
      values[weights.name] = product(try of(weights), scaled, inner: channels)
      if let scale { values[scale.name] = [Double](repeating: 1, count: channels) }
      if let shift { values[shift.name] = product(try of(shift), map, inner: channels) }
      if let running, let statistics {
        let variance = [Double](repeating: 1 - Normalization.epsilon, count: channels)
        values[running.name] = product(Array(statistics[..<channels]), scaled, inner: channels) + variance
      }
    }
  }

  /// [rows][inner] times [inner][columns].
  private func product(_ a: [Double], _ b: [Double], inner: Int) -> [Double] {
    let rows = a.count / inner, columns = b.count / inner
    var c = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for k in 0..<inner {
        let factor = a[row * inner + k]
        for column in 0..<columns { c[row * columns + column] += factor * b[k * columns + column] }
      }
    }
    return c
  }
}
