public import Analysis
internal import Digests

/// The figures of a study of searches, in the order in which a report shows them.
public struct SearchFigures: Sendable {
  public let drawings: [any Drawing]

  public init(_ study: SearchStudy) {
    let footer = Footer(digests: study.groups.flatMap { $0.rows.compactMap { Digest(hex: $0.digest) } }, remark: study.space)
    drawings = [
      SkipsByEpoch(
        panels: study.groups.map { group in
          let courses = group.rows.map(\.normal)
          return SkipsByEpoch.Panel(
            "\(group.label), normal cell", seeds: courses.map(\.skips), median: SkipCourse.median(courses),
            kept: max(courses.flatMap(\.kept).max() ?? 1, 1), chance: group.nulls.normal.meanSkips,
            low: group.nulls.normal.quantile(0.05), high: group.nulls.normal.quantile(0.95))
        }, footer: footer)
    ]
  }
}
