import ArgumentParser
import Digests
import Reporting
import Spaces

/// `concord models`: published architectures, spaces, and what any architecture costs.
struct Models: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Parameters and MACs counted here, beside what was published.",
    discussion: """
      Without a name, all published architectures and genotypes; with one, that architecture, genotype or space. Parameters are \
      trainable ones, BatchNorm's scale and shift included; MACs are multiply-adds for one image, which the papers call FLOPs.

      EXAMPLES
        concord models
        concord models FairNAS-A
        concord models FairDARTS_a --figure cells.svg
        concord models nas-bench-macro --architecture 22212220 --json
        concord models fairnas --architectures list.txt
        tail -n +2 scores.csv | cut -d, -f1 | concord models nas-bench-macro --architectures -
      """)

  @Argument(help: "A published architecture or genotype, the text of a genotype ('Genotype(normal=…)'), or a space of the catalogue.")
  var name: String?

  @Option(help: ArgumentHelp("Costs of this architecture of the space: a digit a choice, or names parted by commas.", valueName: "string"))
  var architecture: String?

  @Option(
    help: ArgumentHelp("Costs of the architectures in a file, one a line, answered in order ('-': standard input).", valueName: "file"),
    completion: .file())
  var architectures: String?

  @Option(
    help: ArgumentHelp("Draw the cells of the genotype into this file (.svg, .pdf or .png); script and data beside it.", valueName: "file"),
    completion: .file())
  var figure: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if architecture != nil && architectures != nil { throw ValidationError("Give --architecture or --architectures, not both.") }
    if name == nil && figure != nil { throw ValidationError("Name the genotype whose cells --figure shall draw.") }
    if name == nil && (architecture != nil || architectures != nil) {
      throw ValidationError("Name the space of the architecture: \(Catalogue.spaces.map(\.name).joined(separator: ", ")).")
    }
  }

  func run() async throws {
    guard let name else { return try print(PublishedCosts.all()) }
    let inputs = architectures.map { [$0] } ?? [],
      file = try figure.map { path throws(CommandError) in try FigureFile(path, inputs: inputs) }
    if let costs = try genotype(name) {
      if let file { try await costs.draw(file) }
      return Console.result(try json ? costs.answer.rendered() : costs.rendered())
    }
    if figure != nil { throw ValidationError("--figure draws cells, and '\(name)' is no genotype ('concord models' lists those known).") }
    if let architecture {
      let costs = try ArchitectureCosts(Catalogue.space(named: name), [architecture])
      return Console.result(json ? try costs.first.rendered() : costs.lines)
    }
    if let architectures {
      let costs = try ArchitectureCosts(Catalogue.space(named: name), list: InputFile(architectures))
      return Console.result(json ? try costs.json.rendered() : costs.lines)
    }
    if let costs = try PublishedCosts.all().first(where: { $0.row.published.name.lowercased() == name.lowercased() }) {
      return Console.result(try json ? costs.answer.rendered() : costs.rendered())
    }
    if let space = Catalogue.spaces.first(where: { $0.name == name }) {
      let summary = SpaceSummary(space)
      return Console.result(try json ? summary.json.rendered() : summary.rendered())
    }
    throw SpaceError.unknownModel(name)
  }

  /// Of a published genotype's name, or of the text of any.
  private func genotype(_ name: String) throws(SpaceError) -> GenotypeCosts? {
    if name.hasPrefix("Genotype(") { return try GenotypeCosts("The genotype", Genotype(name), rows: []) }
    guard let published = Catalogue.genotypes.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
    return try GenotypeTable().costs(of: published)
  }

  private func print(_ all: [PublishedCosts]) throws {
    if json {
      let spaces = Catalogue.spaces.map { JSONValue.text($0.name) }
      let models = JSONValue.array(all.map(\.json)), genotypes = try GenotypeTable().json()
      return Console.result(
        try JSONValue.answer(schema: 1, ["models": models, "genotypes": genotypes, "spaces": .array(spaces)]).rendered())
    }
    let table = try PublishedCosts.table(all)
    Console.result(Console.rendered(table) + "\n" + Console.rendered(try GenotypeTable().table()))
  }
}

extension SpaceError {
  /// A word that names neither a published architecture nor a space.
  fileprivate static func unknownModel(_ name: String) -> SpaceError {
    let known = Catalogue.published.map(\.name) + Catalogue.genotypes.map(\.name) + Catalogue.spaces.map(\.name)
    return .unknown(name: name, kind: "published architecture, genotype or space", nearest: nearest(to: name, among: known), known: known)
  }
}
