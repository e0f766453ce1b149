import ArgumentParser
import Datasets
import Digests
import FoundationEssentials
import Jobs
import Networks
import Spaces
import Training

/// `concord fold`: the net that a path of a supernet with linear skips is alone, proved on images.
struct Fold: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fold a path's linear skips into their neighbours.",
    discussion: """
      A supernet that was trained with linear skips computes y = Wx where its nets have nothing. Where a neighbour without residual stands \
      beside a run of skips, its weights take the map in and the net without skips gives the same scores; that is computed here, and both \
      nets' scores are compared on images. Between two residual blocks it is impossible, which is said with their names.

      EXAMPLES
        concord fold --supernet results/supernet/1f2e….h5 --architecture 10220112
        concord fold --supernet results/supernet/1f2e….h5 --architecture 10220112 --images 100 --json
        concord fold --supernet results/supernet/1f2e….h5 --architecture 10220112 --safetensors net.safetensors
      """)

  @OptionGroup var trained: SupernetFile
  @Option(help: "An architecture of the supernet's space.") var architecture: String
  @Option(
    help: ArgumentHelp("A file for the folded net's weights, for PyTorch (as 'concord export' writes them).", valueName: "file"),
    completion: .file())
  var safetensors: String?
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try HeldBLAS.hold()
    let snapshot = try trained.read(), space = snapshot.spec.space, weights = snapshot.weights
    let path = try space.path(architecture, "--architecture"), net = try weights.folded(path, of: space)
    let images = try snapshot.spec.data.load(environment: ProcessInfo.processInfo.environment).validation
    let count = min(trained.images, images.count), text = space.text(of: Architecture(path: path))
    let pixels = try images.values(0..<count).images
    let whole = try Outputs(space, weights, images: count).of(Subnet(path: path), pixels)
    let alone = try Outputs(net.space, net.weights, images: count).of(Subnet(net.space.whole), pixels)
    guard (whole + alone).allSatisfy(\.isFinite) else { throw CommandError.noScores(path: trained.supernet) }
    let largest = whole.map { abs($0) }.max() ?? 0, apart = zip(whole, alone).map { abs($0 - $1) }.max() ?? 0
    let difference = largest > 0 ? Double(apart / largest) : 0, cost = CostTable(net.space).cost(of: net.space.whole)
    if let safetensors { _ = try ExportedNet(net, architecture: text, passes: snapshot.passes).write(to: safetensors) }
    if json {
      let folds = net.steps.map { step in
        JSONValue.object([
          "skips": .array(step.choices.map { .text($0) }), "into": .text(step.neighbour), "forwards": .flag(step.isForwards),
        ])
      }
      return Console.result(
        try JSONValue.answer(
          schema: 1,
          [
            "architecture": .text(text), "passes": .integer(snapshot.passes), "images": .integer(count),
            "parameters": .integer(cost.parameters), "macs": .integer(cost.macs), "largest_relative_difference": JSONValue(difference),
            "folds": .array(folds), "file": JSONValue(safetensors),
          ]
        ).rendered())
    }
    let lines = net.steps.map { step in
      "\(step.choices.joined(separator: ", ")) into \(step.neighbour), \(step.isForwards ? "forwards" : "backwards")"
    }
    Console.result(
      ((lines.isEmpty ? [space.skips == nil ? "nothing to fold: the supernet's skips are nothing" : "nothing to fold"] : lines) + [
        "\(text) alone: \(cost.parameters) parameters, \(cost.macs) multiply-adds",
        "scores of \(count) images differ by \(difference) of the largest",
      ] + (safetensors.map { [$0] } ?? [])).joined(separator: "\n"))
  }
}
