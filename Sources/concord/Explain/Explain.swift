import ArgumentParser
import Digests
import Reporting

/// `concord explain`: how each number and word of the reports is defined and made.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "How a number is defined and made.",
    discussion: """
      Without a term, all of them.

      EXAMPLES
        concord explain
        concord explain replicate
        concord explain the strategy
        concord explain P@k --json
      """)

  @Argument(help: "A word or number of the reports; several words are one term.")
  var term: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let terms = term.isEmpty ? Term.all : [try Term.named(term.joined(separator: " "))]
    if json { return Console.result(try JSONValue.answer(schema: 1, ["terms": .array(terms.map(\.json))]).rendered()) }
    if terms.count == 1 { return Console.result(terms[0].description) }
    let table = try Table(
      "terms", title: "Words and numbers of the reports", columns: [.text("term"), .text("made by"), .text("source")],
      rows: terms.map { Table.Row([.text($0.name), .text($0.function), .text($0.source)]) })
    Console.result(Console.rendered(table))
  }
}

extension Term: CustomStringConvertible {
  var description: String {
    ["\(name): \(meaning)", formula.isEmpty ? "" : "formula  \(formula)", "made by  \(function)", "source   \(source)"]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      "name": .text(name), "aliases": .array(aliases.map { .text($0) }), "meaning": .text(meaning),
      "formula": formula.isEmpty ? .null : .text(formula), "made_by": .text(function), "source": .text(source),
    ])
  }
}
