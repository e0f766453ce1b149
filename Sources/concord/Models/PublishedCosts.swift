import Digests
import Reporting
import Spaces

/// A published architecture with its costs as counted here, beside what was printed.
struct PublishedCosts {
  let row: PublishedCounts.ArchitectureRow
  private var model: PublishedArchitecture { row.published }

  /// All of the catalogue, in its order.
  static func all() throws(SpaceError) -> [PublishedCosts] {
    try PublishedCounts.rows(of: Catalogue.published).map { PublishedCosts(row: $0) }
  }

  /// One row an architecture, those of one space together, in the catalogue's order.
  static func table(_ all: [PublishedCosts]) throws(ReportingError) -> Table {
    var remarks = Remarks()
    let rows = Catalogue.spaces.flatMap { space in all.filter { $0.model.space == space.name } }.map { own in
      let figures = own.model.published,
        cells = [
          own.model.name, own.row.counts.parameters.grouped, figures.parameters?.text ?? "–", remarks.letter(own.row.parameters),
          own.row.counts.macs.grouped, figures.macs?.text ?? "–", remarks.letter(own.row.macs), own.score,
        ]
      return Table.Row(cells.map { .text($0) }, section: own.model.space)
    }
    return try Table(
      "published", title: "Published architectures, counted here; in millions, as printed",
      columns: [
        .text("model"), .number("parameters", decimals: 0), .number("printed", decimals: 0), .text("is"), .number("MACs", decimals: 0),
        .number("printed", decimals: 0), .text("is"), .number("score", decimals: 0),
      ], rows: rows,
      notes: remarks.notes + [
        "Score: top-1 in %; in dB the peak signal-to-noise ratio of luma on Set5, MACs of 1280 × 720.",
        "Without a letter: the count, rounded. 'cut off': digits behind the printed ones are dropped.",
        "'concord models NAME' tells more of each, and of spaces.",
        "'concord models SPACE --architecture STRING' counts any architecture.",
      ] + spaces)
  }

  /// What the table shows of how good it is.
  private var score: String {
    let figures = model.published
    return figures.top1.map { "\($0) %" } ?? figures.restorations.first.map { "\($0.psnr) dB" } ?? "–"
  }

  /// Names of spaces, a line as wide as a table.
  private static var spaces: [String] {
    var lines = ["Spaces:"]
    for (number, space) in Catalogue.spaces.enumerated() {
      let word = " \(space.name)\(number + 1 < Catalogue.spaces.count ? "," : ".")"
      if lines[lines.count - 1].count + word.count > 96 { lines.append(" ") }
      lines[lines.count - 1] += word
    }
    return lines
  }

  var json: JSONValue {
    let figures = model.published, operations = Counting.allCases.map { ($0.rawValue, JSONValue.integer(row.counts.operations($0))) }
    return .object([
      "name": .text(model.name), "space": .text(model.space), "architecture": .text(model.text),
      "parameters": .integer(row.counts.parameters), "macs": .integer(row.counts.macs),
      "operations": .object(Dictionary(uniqueKeysWithValues: operations)), "source": .text(model.source),
      "published": .object([
        "parameters_millions": JSONValue(figures.parameters?.millions), "macs_millions": JSONValue(figures.macs?.millions),
        "parameters_printed": JSONValue(figures.parameters?.text), "macs_printed": JSONValue(figures.macs?.text),
        "parameters_explained": JSONValue(row.parameters?.description), "macs_explained": JSONValue(row.macs?.description),
        "top1_percent": JSONValue(figures.top1), "top5_percent": JSONValue(figures.top5),
        "restorations": .array(
          figures.restorations.map {
            .object([
              "set": .text($0.set), "images": .integer($0.images), "psnr_db": .text($0.psnr.text), "ssim": .text($0.ssim.text),
            ])
          }),
      ]),
    ])
  }

  /// The same as an answer of its own.
  var answer: JSONValue {
    guard case .object(let fields) = json else { return json }
    return .answer(schema: 1, fields)
  }

  /// Costs by every way of counting, accuracies and layers, for a terminal.
  func rendered() throws -> String {
    let space = try Catalogue.space(named: model.space), architecture = try space.architecture(model.text), figures = model.published
    let accuracies = [("top-1", figures.top1), ("top-5", figures.top5)].compactMap { name, value in value.map { "\(name) \($0) %" } }
    let restorations = figures.restorations.map { "\($0.psnr) dB and \($0.ssim) on \($0.set)" }
    let costs = try Table(
      "costs", title: "\(model.name), of \(model.space)",
      columns: [.text("")] + ["counted here", "printed", "difference"].map { .number($0, decimals: 0) } + [.text("which is")],
      rows: [
        ["parameters"] + compared(row.counts.parameters, figures.parameters, row.parameters),
        ["MACs"] + compared(row.counts.macs, figures.macs, row.macs),
      ].map { Table.Row($0.map { .text($0) }) },
      notes: [model.source + (accuracies.isEmpty ? "." : "; published \(accuracies.joined(separator: ", ")).")]
        + (restorations.isEmpty
          ? [] : ["PSNR and SSIM of luma, published: \(restorations.joined(separator: ", ")).", "MACs of an output of 1280 × 720."]))
    let ways = try Table(
      "operations", title: "Operations for one image, by what counts", columns: [.text(""), .number("counted here", decimals: 0)],
      rows: Counting.allCases.map { Table.Row([.text($0.rawValue), .text(row.counts.operations($0).grouped)]) })
    let layers = try Table(
      "layers", title: "What its choices keep", columns: [.text("choice"), .text("operation")],
      rows: zip(space.choices, architecture.kept).map { choice, kept in
        Table.Row([.text(choice.name), .text(kept.map { choice.candidates[$0].name }.joined(separator: " + "))])
      }, notes: ["As text: \(model.text)."])
    return [costs, ways, layers].map(Console.rendered).joined(separator: "\n")
  }

  /// Counted, printed, how far the first is from the second, and which count it is.
  private func compared(_ counted: Int, _ printed: PrintedNumber?, _ explanation: Explanation?) -> [String] {
    guard let printed else { return [counted.grouped, "–", "–", "–"] }
    let difference = (100 * printed.relativeDifference(of: counted)).fixed(2, signed: true)
    return [
      counted.grouped, "\(printed)\(printed.text.hasSuffix("G") ? "" : " M")", "\(difference == "-0.00" ? "+0.00" : difference) %",
      explanation?.description ?? "–",
    ]
  }
}
