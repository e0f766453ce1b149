import ArgumentParser
import Datasets
import Digests
import Engine
import Imaging
import Reporting
import Spaces
import Weights

/// The third form of `concord evaluate`: a super-resolution net's graph on pairs of images.
extension Evaluate {
  /// - Parameters:
  ///   - model: as `concord models` lists it; nil where whatever the graph computes shall be scored.
  ///   - weights: a TensorFlow graph.
  ///   - images: a folder of pairs, or of large images.
  func evaluateGraph(_ model: String?, weights: String, images: String) throws {
    let net = try GraphNetwork(GraphDef(reading: weights)), known = try model.map { try net.published(named: $0) } ?? net.published()
    let pairs = try ImagePairs(images, factor: net.factor), folder = try save.map { try RestoredFolder($0) }
    let found = try RestorationEvaluation(net, on: pairs, threads: step.threads, level: step.kernels ?? .best) { restored in
      try folder?.write(restored)
    }
    let report = try RestorationReport(net: net, published: known, weights: weights, images: images, found: found)
    Console.result(json ? try report.json.rendered() : try report.rendered())
  }
}

/// Scores of a super-resolution net beside what is printed of it.
struct RestorationReport {
  let net: GraphNetwork
  /// The published net whose graph it is; nil where it is none.
  let published: PublishedArchitecture?
  let weights: String, images: String, found: RestorationEvaluation
  /// The space and the text of a net that its space names; nil of others.
  let architecture: (space: String, text: String)?

  init(
    net: GraphNetwork, published: PublishedArchitecture?, weights: String, images: String, found: RestorationEvaluation
  ) throws(SpaceError) {
    (self.net, self.published, self.weights, self.images, self.found) = (net, published, weights, images, found)
    if let published { architecture = (published.space, published.text) } else { architecture = try net.architecture() }
  }

  /// On this set of images.
  private var printed: PublishedArchitecture.Restoration? { published?.restoration(on: images, images: found.scores.count) }

  /// A printed number beside the mean that was found, in millionths as printed numbers count.
  private func agreement(_ printed: PrintedNumber, _ value: Double) -> PrintedNumber.Agreement? {
    value.isFinite ? printed.agreement(with: Int((value * 1e6).rounded())) : nil
  }

  private func verdict(_ printed: PrintedNumber, _ value: Double) -> String {
    switch agreement(printed, value) {
    case .rounded: "equal to the printed digits"
    case .cutOff: "equal to the printed digits, cut off"
    case nil: "not equal to the printed digits"
    }
  }

  /// A table of images, and what is printed.
  func rendered() throws -> String {
    let mean = found.quality, bicubic = found.bicubic
    func row(_ name: String, _ quality: ImageQuality, _ bicubic: ImageQuality) -> Table.Row {
      Table.Row(
        ([name] + [quality, bicubic].flatMap { [$0.psnr.fixed(3), $0.ssim.fixed(5)] }).map { .text($0) })
    }
    let rows = found.scores.map { row($0.name, $0.quality, $0.bicubic) } + [row("mean", mean, bicubic)]
    var notes = [
      "Luma, without \(net.factor) pixels at each side. Mult-adds \(net.cost.macs.grouped) of an output of 1280 × 720, "
        + "\(net.parameters.grouped) parameters."
    ]
    if let printed {
      notes.append(
        "Printed: PSNR \(printed.psnr) dB, \(verdict(printed.psnr, mean.psnr)); "
          + "SSIM \(printed.ssim), \(verdict(printed.ssim, mean.ssim)).")
    } else {
      notes.append(
        published == nil
          ? "The graph is none of a published net" + (architecture.map { "; of \($0.space): \($0.text)." } ?? ".")
          : "Nothing is printed of \(found.scores.count) images of this folder's name.")
    }
    if let published { notes.append("\(published.source).") }
    let table = try Table(
      "restoration", title: "\(published?.name ?? weights), \(found.scores.count) images, × \(net.factor)",
      columns: [.text("image")]
        + ["PSNR, dB", "SSIM", "bicubic: PSNR, dB", "SSIM "].map { .number($0, decimals: 0) }, rows: rows, notes: notes)
    return Console.rendered(table)
  }

  var json: JSONValue {
    func fields(_ quality: ImageQuality) -> JSONValue {
      .object(["psnr": quality.psnr.isFinite ? JSONValue(quality.psnr) : .null, "ssim": JSONValue(quality.ssim)])
    }
    func compared(_ printed: PrintedNumber, _ value: Double) -> JSONValue {
      .object([
        "printed": .text(printed.text), "equal": .flag(agreement(printed, value) != nil), "verdict": .text(verdict(printed, value)),
      ])
    }
    return .answer(
      schema: 1,
      [
        "model": published.map { .text($0.name) } ?? .null, "weights": .text(weights), "factor": .integer(net.factor),
        "parameters": .integer(net.parameters), "macs": .integer(net.cost.macs), "source": published.map { .text($0.source) } ?? .null,
        "architecture": architecture.map { .text($0.text) } ?? .null, "space": architecture.map { .text($0.space) } ?? .null,
        "images": .array(
          found.scores.map { .object(["name": .text($0.name), "net": fields($0.quality), "bicubic": fields($0.bicubic)]) }),
        "mean": .object(["net": fields(found.quality), "bicubic": fields(found.bicubic)]),
        "published": printed.map {
          .object([
            "set": .text($0.set), "psnr": compared($0.psnr, found.quality.psnr), "ssim": compared($0.ssim, found.quality.ssim),
          ])
        } ?? .null,
      ])
  }
}
