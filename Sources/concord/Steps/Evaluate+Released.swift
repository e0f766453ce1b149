import ArgumentParser
import Datasets
import Digests
import Engine
import Reporting
import Spaces
import Statistics
import Weights

/// The second form of `concord evaluate`: a published net with the weights that were released for it.
extension Evaluate {
  /// - Parameters:
  ///   - model: as `concord models` lists it.
  ///   - weights: its checkpoint as safetensors.
  ///   - images: a folder with a folder of images for each class, or with all of them where `list` names their classes.
  func evaluateReleased(_ model: String, weights: String, images: String) throws {
    let net = try ReleasedNet(named: model), file = try SafetensorsFile(reading: weights), snapshot = try net.weights(from: file)
    let folder = try ImageFolder(images, list: list), classes = net.space.classes
    // One folder that is missing moves the labels of all behind it.
    guard list != nil || folder.classes == classes else {
      throw DatasetError.malformed(
        file: images, reason: "it has \(folder.classes) folders, and \(net.name) tells \(classes) classes apart",
        remedy: "give a folder for each class, in the order of the net's classes, or name classes by --list")
    }
    let prepared = try PreparedImages(folder, net.preprocessing, classes: classes)
    let found = try ReleasedEvaluation(net, snapshot, on: prepared, threads: step.threads, level: step.kernels ?? .best) { done in
      if done % 3_200 == 0 { Console.complain("\(done) of \(prepared.count) images") }
    }
    Console.result(json ? try answer(net, found, weights).rendered() : lines(net, found).joined(separator: "\n"))
  }

  private func answer(_ net: ReleasedNet, _ found: ReleasedEvaluation, _ weights: String) throws -> JSONValue {
    func field(_ accuracy: ReleasedEvaluation.Accuracy) -> JSONValue {
      .object([
        "right": .integer(accuracy.right), "percent": JSONValue(accuracy.found), "printed": JSONValue(accuracy.printed),
        "interval": .array([JSONValue(100 * accuracy.interval.low), JSONValue(100 * accuracy.interval.high)]),
        "consistent": accuracy.isConsistent.map { .flag($0) } ?? .null,
      ])
    }
    return JSONValue.answer(
      schema: 1,
      [
        "model": .text(net.name), "weights": .text(weights), "images": .integer(found.top1.images), "source": .text(net.source),
        "level": JSONValue(found.top1.interval.level), "top1": field(found.top1), "top5": field(found.top5),
      ])
  }

  /// For people.
  private func lines(_ net: ReleasedNet, _ found: ReleasedEvaluation) -> [String] {
    func line(_ accuracy: ReleasedEvaluation.Accuracy) -> String {
      let interval = accuracy.interval,
        printed = accuracy.printed.map { "; printed \($0), \(accuracy.isConsistent == true ? "" : "not ")consistent" }
      return "top-\(accuracy.top)\t\(accuracy.found.fixed(2)) %\t99 % interval \((100 * interval.low).fixed(2)) to "
        + "\((100 * interval.high).fixed(2))" + (printed ?? "; none printed")
    }
    return ["\(net.name), \(found.top1.images) images; \(net.source)", line(found.top1), line(found.top5)]
  }
}
