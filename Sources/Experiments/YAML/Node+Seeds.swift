internal import Yams

/// The seeds of an experiment's file, moved together.
extension Yams.Node {
  /// Under these keys stand seeds, one or a list of them.
  private static let seedKeys: Set<String> = ["seed", "seeds", "pilotSeed"]
  /// Under these keys something is drawn by `seed` that others are measured on: images, nets, genotypes.
  private static let samplingKeys: Set<String> = ["source", "split", "standAlone", "published", "histogram", "ranking", "baselines"]

  /// The same with a number added to every seed of training and of searching; seeds of samples stay. What is no whole number stays as it
  /// is: decoding refuses it in its place.
  func movingSeeds(by offset: Int) -> Yams.Node { movingSeeds(by: offset, isSample: false) }

  private func movingSeeds(by offset: Int, isSample: Bool) -> Yams.Node {
    guard offset != 0 else { return self }
    switch self {
    case .mapping(var mapping):
      for key in Array(mapping.keys) {
        guard let value = mapping[key] else { continue }
        let name = key.string ?? ""
        if isSample && name == "seed" { continue }
        mapping[key] =
          Self.seedKeys.contains(name)
          ? value.moved(by: offset) : value.movingSeeds(by: offset, isSample: Self.samplingKeys.contains(name))
      }
      return .mapping(mapping)
    case .sequence(let sequence): return sequence.with { $0.movingSeeds(by: offset, isSample: isSample) }
    case .scalar, .alias: return self
    }
  }

  private func moved(by offset: Int) -> Yams.Node {
    switch self {
    case .sequence(let sequence): return sequence.with { $0.moved(by: offset) }
    case .scalar(var scalar):
      guard scalar.style == .plain, let seed = Int(scalar.string), case (let moved, false) = seed.addingReportingOverflow(offset) else {
        return self
      }
      scalar.string = "\(moved)"
      return .scalar(scalar)
    case .mapping, .alias: return self
    }
  }
}

extension Yams.Node.Sequence {
  fileprivate func with(_ change: (Yams.Node) -> Yams.Node) -> Yams.Node {
    var sequence = self
    for place in sequence.indices { sequence[place] = change(sequence[place]) }
    return .sequence(sequence)
  }
}
