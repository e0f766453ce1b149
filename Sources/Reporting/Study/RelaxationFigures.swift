public import Analysis
internal import Digests
internal import Spaces

/// The figures of a study of searches, in the order in which a report shows them.
public struct RelaxationFigures: Sendable {
  public let drawings: [any Drawing]

  public init(_ study: RelaxationStudy) {
    let footer = Footer(digests: study.groups.flatMap { $0.rows.compactMap { Digest(hex: $0.digest) } }, remark: study.space)
    let looks = Looks(of: study.groups.map(\.label))
    drawings =
      [Self.skips(study, footer), Self.dominant(study, footer), Self.ridges(study, footer)]
      + [Self.trajectories(study, footer)].compactMap(\.self) + [Self.entropies(study, footer, looks), Self.gap(study, footer)]
      + [Self.costs(study, footer, looks)].compactMap(\.self)
      + study.groups.compactMap { Self.weights($0, study, footer) } + Self.ranking(study, footer, looks)
  }

  private static func skips(_ study: RelaxationStudy, _ footer: Footer) -> SkipsByEpoch {
    // One scale for all methods: what the rule that keeps most keeps.
    let kept = study.groups.flatMap { $0.rows.flatMap { $0.normal.kept + $0.reduce.kept } }.max() ?? 1
    return SkipsByEpoch(
      panels: study.groups.flatMap { group in
        [(group.rows.map(\.normal), group.nulls.normal, .normal), (group.rows.map(\.reduce), group.nulls.reduce, CellKind.reduce)].map {
          trajectories, null, kind in
          SkipsByEpoch.Panel(
            title(group, kind, study), seeds: trajectories.map(\.skips), median: SkipTrajectory.median(trajectories),
            kept: max(kept, 1), chance: null.meanSkips, low: null.quantile(0.05), high: null.quantile(0.95))
        }
      }, footer: footer)
  }

  /// Shorter where four panels stand side by side.
  private static func title(_ group: RelaxationStudy.Group, _ kind: CellKind, _ study: RelaxationStudy) -> String {
    "\(group.label), \(kind == .normal ? "normal" : "reduction")\(study.groups.count > 3 ? "" : " cell")"
  }

  private static func dominant(_ study: RelaxationStudy, _ footer: Footer) -> DominantOperations {
    DominantOperations(
      panels: study.groups.flatMap { group in
        CellKind.allCases.map { kind in
          let all = group.rows.map { $0.dominant(kind, choices: study.choices, candidates: study.candidates) }
          let layers = (all.first ?? []).enumerated().compactMap { number, layer -> DominantOperations.Layer? in
            guard let operation = Primitive(rawValue: layer.name) else { return nil }
            let sums = layer.edges.indices.map { epoch in all.reduce(0) { $0 + $1[number].edges[epoch] } }
            return DominantOperations.Layer(operation, edges: sums.map { Double($0) / Double(all.count) })
          }
          return DominantOperations.Panel(title(group, kind, study), layers: layers)
        }
      }, seeds: study.groups.map(\.rows.count).max() ?? 0, footer: footer)
  }

  private static func gap(_ study: RelaxationStudy, _ footer: Footer) -> GapSlopes {
    GapSlopes(
      steps: ["mix", "keep", "one", "alone"],
      panels: study.groups.map { group in
        func line(_ mixture: Double, _ genotype: RelaxationStudy.Discretised) -> [Double?] {
          [mixture, genotype.weighted, genotype.unweighted, genotype.alone].map { $0.map { 100 * $0 } }
        }
        return GapSlopes.Panel(
          group.label, seeds: group.rows.map { line($0.mixture, $0.chosen) },
          random: group.rows.flatMap { row in row.random.map { line(row.mixture, $0) } })
      }, chance: 100 / Double(study.groups.first?.gap.classes ?? 2), footer: footer)
  }

  /// The first seed's normal cell at the start, in the middle and at the end.
  private static func weights(_ group: RelaxationStudy.Group, _ study: RelaxationStudy, _ footer: Footer) -> WeightMaps? {
    guard let row = group.rows.first else { return nil }
    let edges = study.choices.indices.filter { CellEdge(name: study.choices[$0])?.kind == .normal }
    let operations = Primitive.allCases.filter { operation in edges.contains { study.candidates[$0].contains(operation.rawValue) } }
    let last = row.weights.count - 1, name = "weights-\(group.label.lowercased().filter { $0.isLetter || $0.isNumber })"
    return WeightMaps(
      name, operations: operations,
      edges: edges.map { String(study.choices[$0].split(separator: "/").last ?? "") },
      panels: Set([0, last / 2, last]).sorted().map { epoch in
        WeightMaps.Panel(
          "epoch \(epoch)",
          weights: edges.map { choice in
            operations.map { operation in
              study.candidates[choice].firstIndex(of: operation.rawValue).map { row.weights[epoch][choice][$0] }
            }
          })
      }, what: "\(group.label), seed \(row.seed), normal cell", footer: footer)
  }
}
