import ArgumentParser
import Digests
import Experiments

/// `concord schema`: what the files of experiments may hold, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of experiments' files.",
    discussion: """
      Editors check a file whose first line names the schema: '# yaml-language-server: $schema=../experiment.schema.json'. It has keys, \
      words and types; ranges, and what must agree with what, 'concord reproduce NAME --dry-run' checks.

      EXAMPLES
        concord schema > experiment.schema.json
      """)

  func run() throws { Console.result(try ExperimentKinds.house.schema().rendered()) }
}
