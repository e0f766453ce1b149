import ArgumentParser
import Digests
import Glibc
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
  @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file()) var safetensors: String
  @Option(help: "Of a supernet: the architecture whose candidates are written; all by default.") var path: String?
  @OptionGroup var snapshot: SnapshotChoice
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    guard !Self.isSame(source, safetensors) else {
      throw ValidationError("--safetensors: \(safetensors) is the run file itself; name another.")
    }
    let file = try RunFile.read(source), net: ExportedNet
    switch file.kind {
    case SupernetRun.kind:
      net = ExportedNet(try SupernetSnapshot(try SupernetRun(file, from: source), from: source, passes: snapshot.passes))
    case StandAloneRun.kind:
      guard path == nil, snapshot.passes == nil else {
        throw ValidationError("--path and --passes choose among a supernet's candidates and snapshots, and \(source) is one net.")
      }
      net = try ExportedNet(try StandAloneRun(file, from: source), from: source)
    default: throw CommandError.notExportable(path: source, kind: file.kind, kinds: [SupernetRun.kind, StandAloneRun.kind])
    }
    let tensors = try net.write(to: safetensors, keeping: path)
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

  /// Whether two paths name one file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino && first.st_dev == second.st_dev
  }
}
