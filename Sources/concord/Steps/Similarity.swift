import ArgumentParser
import Datasets
import Digests
import FoundationEssentials
import Jobs
import Reporting
import Spaces
import Streams
import Training

/// `concord similarity`: how alike the outputs of each choice's candidates are in a trained supernet.
struct Similarity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the outputs of each choice's candidates.",
    discussion: """
      For every choice of a chain, the cosine of its candidates' outputs, residuals included: channel by channel over positions, its mean \
      over channels, images and random paths that lead there. --json has the whole matrices.

      EXAMPLES
        concord similarity --supernet results/supernet/1f2e….h5
        concord similarity --supernet results/supernet/1f2e….h5 --images 64 --paths 8 --json
      """)

  @OptionGroup var trained: SupernetFile
  @Option(help: "Random paths that lead to each choice.") var paths = 8
  @Option(help: "The seed of these paths.") var seed = 1
  @Option(help: "Threads; they do not change a bit.") var threads = 1
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard (1...1_000).contains(paths) else { throw ValidationError("--paths: \(paths) is not from 1 to 1000.") }
    guard seed >= 0 else { throw ValidationError("--seed: \(seed) is less than 0.") }
    guard (1...1_024).contains(threads) else { throw ValidationError("--threads: \(threads) is not from 1 to 1024.") }
  }

  func run() throws {
    try HeldBLAS.hold()
    let snapshot = try trained.read(), space = snapshot.spec.space
    let images = try snapshot.spec.data.load(environment: ProcessInfo.processInfo.environment).validation
    var random = RandomStream(seed: UInt64(seed), "prefixes")
    let prefixes = (0..<paths).map { _ in space.uniformPath(&random) }, count = min(trained.images, images.count)
    let found = try space.choices.indices.map { place in
      try FeatureSimilarity(space, snapshot.weights, place: place, prefixes: prefixes, on: images, count: count, threads: threads)
    }
    if json {
      let choices = zip(space.choices, found).map { Self.fields($1, of: $0) }
      return Console.result(
        try JSONValue.answer(
          schema: 1,
          [
            "passes": .integer(snapshot.passes), "images": .integer(count), "paths": .integer(paths), "choices": .array(choices),
          ]
        ).rendered())
    }
    func cell(_ value: Double?) -> Table.Cell { value.map { .number($0) } ?? .missing("no skip, or no two others") }
    Console.result(
      Console.rendered(
        try Table(
          "similarity", title: "Cosines of candidates' outputs: \(paths) paths, \(count) images",
          columns: [
            .text("choice"), .number("among others", decimals: 3), .number("of the skip", decimals: 3), .number("difference", decimals: 3),
          ], rows: found.map { Table.Row([.text($0.choice), cell($0.amongOthers), cell($0.ofSkips), cell($0.difference)]) })))
  }

  private static func fields(_ own: FeatureSimilarity, of choice: Choice) -> JSONValue {
    let names = choice.candidates.map { JSONValue.text($0.name) }
    let cosines = own.cosines.map { row in JSONValue.array(row.map { JSONValue($0) }) }
    return .object([
      "choice": .text(own.choice), "candidates": .array(names), "cosines": .array(cosines), "among_others": JSONValue(own.amongOthers),
      "of_skips": JSONValue(own.ofSkips), "difference": JSONValue(own.difference),
    ])
  }
}
