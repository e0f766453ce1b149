import Analysis
import Spaces

/// How the weights of searches move: ridges, one edge's trajectories, and how decided they are.
extension RelaxationFigures {
  /// What an earlier stage took away weighs 0, which neither gate gives, and is left out.
  static func ridges(_ study: RelaxationStudy, _ footer: Footer) -> WeightRidges {
    let skips = study.candidates.flatMap { names in names.map { $0 == Primitive.skip.rawValue } }
    return WeightRidges(
      panels: study.groups.map { group in
        let last = group.rows.reduce(.max) { min($0, $1.weights.count) } - 1
        return WeightRidges.Panel(
          group.label,
          ridges: epochs(to: last, atMost: 8).map { epoch in
            let weights = group.rows.map { $0.weights[epoch].flatMap(\.self) }
            return WeightRidges.Ridge(
              epoch: epoch, weights: weights.joined().filter { $0 > 0 },
              skips: weights.flatMap { row in zip(row, skips).compactMap { $1 && $0 > 0 ? $0 : nil } })
          }, threshold: group.rule.threshold)
      }, remark: products(study), footer: footer)
  }

  /// What the weights of PC-DARTS are; nil in a study without it.
  private static func products(_ study: RelaxationStudy) -> String? {
    study.groups.first { $0.algorithm == .partialDARTS }.map { "Weights of \($0.label) are products with those of their edges." }
  }

  /// Epochs from 0 to the last, evenly spaced as far as whole numbers allow.
  static func epochs(to last: Int, atMost count: Int) -> [Int] {
    guard last >= count else { return Array(0...max(0, last)) }
    return (0..<count).map { (2 * $0 * last + count - 1) / (2 * (count - 1)) }
  }

  static func entropies(_ study: RelaxationStudy, _ footer: Footer, _ looks: Looks) -> WeightEntropies {
    WeightEntropies(
      methods: study.groups.map { group in
        WeightEntropies.Method(group.label, entropy: group.rows.map(\.trajectory.entropy), zeroOne: group.rows.map(\.trajectory.zeroOne))
      }, footer: footer, looks: looks)
  }

  /// Nil in a space without an edge that could skip.
  static func trajectories(_ study: RelaxationStudy, _ footer: Footer) -> WeightTrajectories? {
    guard let first = study.groups.first(where: { $0.label == study.claim.more }) ?? study.groups.first,
      let choice = skipping(first, study), let edge = CellEdge(name: study.choices[choice])
    else { return nil }
    return WeightTrajectories(
      panels: study.groups.map { group in
        WeightTrajectories.Panel(
          group.label,
          trajectories: study.candidates[choice].enumerated().compactMap { place, name in
            let seeds = group.rows.map { row in row.weights.map { $0[choice][place] } }
            guard let operation = Primitive(rawValue: name), seeds.joined().contains(where: { $0 > 0 }) else { return nil }
            return WeightTrajectories.Trajectory(operation, seeds: seeds)
          }, threshold: group.rule.threshold)
      },
      what:
        "The edge is that from state \(edge.from) to \(edge.to) of the normal cell, on which \(first.label) gives skips the largest mean "
        + "weight in the end: chosen after the fact, the same for all methods."
        + (products(study).map { " \($0)" } ?? ""), footer: footer)
  }

  /// The edge of the normal cell on which a method's searches give skips the largest mean weight in the end, the first of equals.
  private static func skipping(_ group: RelaxationStudy.Group, _ study: RelaxationStudy) -> Int? {
    var best: (choice: Int, weight: Double)?
    for choice in study.choices.indices where CellEdge(name: study.choices[choice])?.kind == .normal {
      guard let place = study.candidates[choice].firstIndex(of: Primitive.skip.rawValue) else { continue }
      let weight = group.rows.reduce(0) { $0 + ($1.weights.last?[choice][place] ?? 0) }
      if weight > best?.weight ?? 0 { best = (choice, weight) }
    }
    return best?.choice
  }
}
