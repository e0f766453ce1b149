public import Streams

/// What a study of 13 nets can show: taus of two strategies over many draws of 13 from one pool (protocol, section 8).
public struct SmallStudy: Codable, Hashable, Sendable {
  /// How a draw chooses its nets.
  public enum Design: String, Codable, CaseIterable, Sendable {
    case uniform
    /// Evenly spaced in the one-shot accuracy of the first strategy, as FairNAS did, or of the second.
    case evenInFirst = "evenly spaced in the first"
    case evenInSecond = "evenly spaced in the second"
  }

  public let design: Design
  /// tau-b of the first and of the second strategy, one a draw.
  public let first: [Double], second: [Double]

  /// The first's tau minus the second's, one a draw.
  public var differences: [Double] { zip(first, second).map { $0 - $1 } }

  /// The three designs on one pool.
  ///
  /// Evenly spaced: the range of accuracies is cut into `size` equal parts, from each one net is drawn; a part without nets gives the
  /// unused net nearest to its middle.
  /// - Parameters:
  ///   - first: one-shot accuracies of the nets under one supernet of the first strategy; `second` likewise.
  ///   - target: stand-alone accuracies.
  /// - Throws: `.tooFew` for a pool below 2·size; else as `KendallTau`. A draw that leaves a column constant counts as tau 0.
  public static func all(
    first: [Double], second: [Double], target: [Double], size: Int = 13, draws: Int = 2_000, random: RandomStream
  ) throws(StatisticsError) -> [SmallStudy] {
    precondition(size >= 2 && draws >= 1, "two nets or more a draw")
    for column in [first, second] { try StatisticsError.check(column, target, names: ("the scores", "the target"), least: 2 * size) }
    return Design.allCases.map { design in
      var taus: (first: [Double], second: [Double]) = ([], [])
      for draw in 0..<draws {
        var random = random.child(design.rawValue).child(draw)
        let nets: [Int]
        switch design {
        case .uniform: nets = Array(random.permutation(target.count).prefix(size))
        case .evenInFirst: nets = evenlySpaced(first, size, &random)
        case .evenInSecond: nets = evenlySpaced(second, size, &random)
        }
        let y = nets.map { target[$0] }, order = Ranking(y)
        func tau(_ scores: [Double]) -> Double {
          let value = KendallTau(Ranking(nets.map { scores[$0] }), order, y).tauB
          return value.isNaN ? 0 : value
        }
        taus.first.append(tau(first))
        taus.second.append(tau(second))
      }
      return SmallStudy(design: design, first: taus.first, second: taus.second)
    }
  }

  /// Positions of `size` nets evenly spaced in a column.
  package static func evenlySpaced(_ column: [Double], _ size: Int, _ random: inout RandomStream) -> [Int] {
    let low = column.reduce(.infinity) { min($0, $1) }, high = column.reduce(-.infinity) { max($0, $1) }
    let width = (high - low) / Double(size)
    var parts = [[Int]](repeating: [], count: size), used: Set<Int> = []
    for (net, value) in column.enumerated() {
      parts[width > 0 ? min(size - 1, Int((value - low) / width)) : net % size].append(net)
    }
    var chosen: [Int?] = parts.map { $0.isEmpty ? nil : $0[random.below($0.count)] }
    for net in chosen { if let net { used.insert(net) } }
    for part in 0..<size where chosen[part] == nil {
      let middle = low + (Double(part) + 0.5) * width
      chosen[part] = column.indices.filter { !used.contains($0) }.min { abs(column[$0] - middle) < abs(column[$1] - middle) }
      if let net = chosen[part] { used.insert(net) }
    }
    return chosen.compactMap { $0 }
  }
}
