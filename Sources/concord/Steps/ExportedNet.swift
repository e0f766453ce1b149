import Jobs
import Networks
import Spaces
import Store
import Training
import Weights

/// The weights of a run, and what they are those of.
struct ExportedNet {
  let space: Space
  let weights: Training.Snapshot
  /// Empty for a whole supernet.
  let architecture: String
  let passes: Int

  init(_ supernet: SupernetSnapshot) {
    (space, weights, passes, architecture) = (supernet.spec.space, supernet.weights, supernet.passes, "")
  }

  init(_ run: StandAloneRun, from path: String) throws {
    let spec = try JobKinds.house.spec(StandAloneSpec.self, reading: run.header.spec, in: path)
    space = spec.space.restricted(to: try spec.space.architecture(spec.architecture))
    weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    (passes, architecture) = (spec.passes, spec.architecture)
  }

  init(_ net: FoldedNet, architecture: String, passes: Int) {
    (space, weights, self.architecture, self.passes) = (net.space, net.weights, architecture, passes)
  }

  /// Writes what `tensors` has under PyTorch's names, and says what it was.
  ///
  /// - Parameter path: the text of an architecture; all candidates are kept where it is nil.
  func write(to file: String, keeping path: String? = nil) throws -> [SafetensorsWriter.Tensor] {
    let tensors = try tensors(keeping: path.map { try space.architecture($0) })
    try SafetensorsWriter(metadata: [
      "format": "pt", "space": space.name, "architecture": path ?? architecture, "passes": "\(passes)",
    ]).write(tensors, to: file)
    return tensors
  }

  /// Those of the stem, fixed layers, heads and the candidates that the architecture keeps, in their own widths; of all where it is nil.
  private func tensors(keeping architecture: Architecture?) throws -> [SafetensorsWriter.Tensor] {
    let net = try architecture.map { try weights.restricted(to: $0, of: space) } ?? (space: space, weights: weights)
    let network = try Network(net.space, net.space.task, batch: 1, .scoring(several: true))
    return try net.weights.tensors(of: network.modules, in: space.name)
  }
}
