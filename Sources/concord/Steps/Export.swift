import ArgumentParser
import Digests
import Jobs
import Networks
import Spaces
import Store
import Training
import Weights

/// `concord export`: the weights of a run for PyTorch.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a run's weights for PyTorch.",
    discussion: """
      Of a supernet all candidates, or those of one architecture; of a net that was trained alone, the net. Tensors have PyTorch's layouts, \
      and the names of layers as 'concord' has them with dots: layer1.MB3_K3.convolution1.weight, and .normalization.weight, .bias, \
      .running_mean and .running_var behind a layer for its BatchNorm. docs/weights.md says how PyTorch reads them.

      EXAMPLES
        concord export results/stand-alone/1f2e….h5 --safetensors net.safetensors
        concord export results/supernet/1f2e….h5 --safetensors supernet.safetensors --passes 0
        concord export results/supernet/1f2e….h5 --safetensors subnet.safetensors --path 22212220
      """)

  @Argument(help: ArgumentHelp("The run file of a supernet or of a net that was trained alone.", valueName: "run")) var source: String
  @Option(help: ArgumentHelp("The file to write.", valueName: "file")) var safetensors: String
  @Option(help: "Of a supernet: the architecture whose candidates are written; all by default.") var path: String?
  @Option(help: "Of a supernet: passes of the snapshot; the last by default.") var passes: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if let passes, passes < 0 { throw ValidationError("--passes: \(passes) is less than 0.") }
  }

  func run() throws {
    let file = try RunFile.read(source), net: ExportedNet
    switch file.kind {
    case SupernetRun.kind: net = ExportedNet(try SupernetSnapshot(try SupernetRun(file, from: source), from: source, passes: passes))
    case StandAloneRun.kind:
      guard path == nil, passes == nil else {
        throw ValidationError("--path and --passes choose among a supernet's candidates and snapshots, and \(source) is one net.")
      }
      net = try ExportedNet(try StandAloneRun(file, from: source), from: source)
    default: throw CommandError.notExportable(path: source, kind: file.kind, kinds: [SupernetRun.kind, StandAloneRun.kind])
    }
    let tensors = try net.tensors(keeping: path.map { try net.space.architecture($0) })
    try SafetensorsWriter(metadata: [
      "format": "pt", "space": net.space.name, "architecture": path ?? net.architecture, "passes": "\(net.passes)",
    ]).write(tensors, to: safetensors)
    let values = tensors.reduce(0) { $0 + $1.values.count }
    guard json else { return Console.result("\(safetensors)\n\(tensors.count) tensors, \(values) numbers") }
    Console.result(
      try JSONValue.answer(
        schema: 1,
        [
          "file": .text(safetensors), "space": .text(net.space.name), "passes": .integer(net.passes), "tensors": .integer(tensors.count),
          "values": .integer(values),
        ]
      ).rendered())
  }
}

/// The weights of a run, and what they are those of.
private struct ExportedNet {
  let space: Space
  let weights: Training.Snapshot
  /// Empty for a whole supernet.
  let architecture: String
  let passes: Int

  init(_ supernet: SupernetSnapshot) {
    (space, weights, passes, architecture) = (supernet.spec.space, supernet.weights, supernet.passes, "")
  }

  init(_ run: StandAloneRun, from path: String) throws {
    let spec = try JobKinds.house.spec(StandAloneSpec.self, of: run.header, in: path)
    space = spec.space.restricted(to: try spec.space.architecture(spec.architecture))
    weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    (passes, architecture) = (spec.passes, spec.architecture)
  }

  /// Those of the stem, fixed layers, heads and the candidates that the architecture keeps, in their own widths; of all where it is nil.
  func tensors(keeping architecture: Architecture?) throws -> [SafetensorsWriter.Tensor] {
    let net = try architecture.map { try weights.restricted(to: $0, of: space) } ?? (space: space, weights: weights)
    let network = try Network(net.space, Classification(), batch: 1, .scoring(several: true))
    return try net.weights.tensors(of: network.modules, in: space.name)
  }
}
