import Reporting
import Streams

/// Figures of searches.
extension Samples {
  static let evaluations = Array(Set((0..<60).map { Int(Elementary.exp(Double($0) * 0.14)) })).sorted()

  static let regrets: RegretByEvaluations = {
    func curve(
      _ name: String, _ series: Int, _ style: SearchCurve.Style, floor: Double, rise: Double = 0, half: Double = 0, rings: Bool = false
    ) -> SearchCurve {
      SearchCurve(
        name, evaluations: evaluations,
        readings: evaluations.map { count in
          let logarithm = Elementary.log(Double(count)), value = floor + 2.8 * Elementary.exp(-0.6 * logarithm) + rise * logarithm
          return half == 0 ? Reading(value) : Reading(value, low: value - half, high: value + half)
        }, series: series, style: style, marksMinimum: rings)
    }
    let chance = Reference("random choice", Reading(2.9))
    let supernets = [("SPOS", 0.5), ("Strict fairness", 0.9)].map { title, floor in
      SearchPanel(
        title, axis: .regret,
        curves: (0..<3).map {
          curve("Random search, one supernet", 0, .single, floor: floor, rise: 0.05 * Double($0 + 1), rings: true)
        } + [curve("Regularised evolution", 1, .mean, floor: floor, rise: 0.08)],
        references: [chance, Reference("argmax of scores", Reading(floor + 0.6))])
    }
    return RegretByEvaluations(
      panels: [
        SearchPanel(
          "Exact scores", axis: .regret,
          curves: [
            curve("Random search", 0, .expected, floor: 0), curve("Regularised evolution", 1, .mean, floor: 0, rise: -0.002, half: 0.1),
          ], references: [chance])
      ] + supernets, footer: footer)
  }()

  static let progress: SearchProgress = {
    func curves(_ value: (Double, Double) -> Double) -> [SearchCurve] {
      (0..<6).map { number in
        SearchCurve(
          "searcher \(number)", evaluations: evaluations,
          readings: evaluations.map { count in
            let own = value(Elementary.exp(-0.1 * Double(number + 2) * Elementary.log(Double(count))), Double(number))
            return Reading(own, low: own * 0.97, high: own * 1.02)
          }, series: number)
      }
    }
    return SearchProgress(
      panels: [
        SearchPanel(
          axis: Axis("Hypervolume", what: "share of the exact front's"), curves: curves { gap, _ in 1 - 0.4 * gap },
          references: [Reference("exact front", Reading(1))]),
        SearchPanel(axis: Axis("Inverted generational distance", scaling: .logarithmic), curves: curves { gap, _ in 0.3 * gap }),
      ], band: "10–90 % quantiles over 31 seeds", footer: footer)
  }()

  /// So many nets, whose least error falls with their cost.
  static func nets(_ count: Int) -> [ParetoPlane.Point] {
    var random = RandomStream(seed: 3, "nets")
    return (0..<count).map { _ in
      let cost = 2e7 + 8e7 * random.unit()
      return .init(cost: cost, quality: 6 + 4e7 / cost * (1 + 12 * random.unit() * random.unit()))
    }
  }

  /// The nets that no other beats in both.
  static func front(_ nets: [ParetoPlane.Point]) -> [ParetoPlane.Point] {
    nets.sorted { $0.cost < $1.cost }.reduce(into: []) { front, net in
      if net.quality < front.last?.quality ?? .infinity { front.append(net) }
    }
  }

  static let plane: ParetoPlane = {
    let all = nets(4_000)
    return ParetoPlane(
      nets: all, front: front(all),
      fronts: [("Random search", 0), ("Regularised evolution", 1), ("NSGA-II", 2)].map { name, series in
        .init(name, points: front(Array(all[series * 300..<series * 300 + 200 + 300 * series])), series: series)
      }, evaluated: Array(all[600..<1_400]), by: "NSGA-II",
      named: [.init("MB3_K3, wide", all[7]), .init("best under SPOS", all[8]), .init("MnasNet", all[9])],
      cost: Axis("Multiply-adds", unit: "millions", scale: 1e-6), quality: Axis("Test error", unit: "%", scaling: .logarithmic),
      footer: footer)
  }()
}
