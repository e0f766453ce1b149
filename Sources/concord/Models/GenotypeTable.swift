import Digests
import Reporting
import Spaces

/// All published genotypes as counted here, and which way of counting gives what is printed of them.
struct GenotypeTable {
  private let counts: PublishedCounts

  init() throws(SpaceError) { counts = try PublishedCounts(Catalogue.genotypes) }

  /// One row for each printed line, the networks of one setting together.
  func table() throws(ReportingError) -> Table {
    var remarks = Remarks()
    let rows = EvaluationSetting.allCases.flatMap { setting in
      counts.rows.filter { $0.counts.setting == setting }.map { row in
        Table.Row(
          [
            row.published.name, row.counts.parameters.grouped, row.printed?.parameters.text ?? "–", remarks.letter(row.parameters),
            row.counts.macs.grouped, row.printed?.macs.text ?? "–", remarks.letter(row.macs),
          ].map { .text($0) }, section: "\(setting.title), \(setting.size)")
      }
    }
    return try Table(
      "genotypes", title: "Published genotypes of cells, counted here; in millions, as printed",
      columns: [
        .text("model"), .number("parameters", decimals: 0), .number("printed", decimals: 0), .text("is"), .number("MACs", decimals: 0),
        .number("printed", decimals: 0), .text("is"),
      ], rows: rows,
      notes: remarks.notes + [
        "Without a letter: the count without the auxiliary head, rounded. 'cut off': not rounded.",
        "thop, ptflops: packages that also count pools and ReLUs; n BN: n operations a value of a BatchNorm.",
      ])
  }

  /// One object a genotype.
  func json() throws(SpaceError) -> JSONValue {
    var objects: [JSONValue] = []
    for published in Catalogue.genotypes { objects.append(try costs(of: published).json) }
    return .array(objects)
  }

  /// One genotype's rows among all.
  func costs(of published: PublishedGenotype) throws(SpaceError) -> GenotypeCosts {
    try GenotypeCosts(published.name, published.genotype(), rows: counts.rows.filter { $0.published == published })
  }
}

extension EvaluationSetting {
  /// Cells and channels.
  fileprivate var size: String { self == .cifar ? "20 cells of 36 channels" : "14 cells of 48 channels" }
}
