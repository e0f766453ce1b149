import Networks
import Datasets
import Fixtures
import FoundationEssentials
import Spaces
import Testing
import Training
import Weights

@Suite struct ReleasedEvaluationTests {
  typealias Accuracy = ReleasedEvaluation.Accuracy

  /// 75.3 % of 50,000 images are 37,650, whose interval is 74.80 to 75.79.
  @Test(arguments: [
    (37_650, 75.3, true), (37_650, 74.7, false), (37_650, 74.75, false), (37_650, 74.8, true), (37_650, 75.8, true), (37_650, 75.9, false),
    (0, 0, true), (0, 1, false),
  ]) func aPrintedFigureIsConsistentWithinItsLastDigit(right: Int, printed: Double, isConsistent: Bool) {
    #expect(Accuracy(top: 1, right: right, images: 50_000, printed: printed).isConsistent == isConsistent, "\(printed)")
    #expect(Accuracy(top: 1, right: right, images: 50_000, printed: nil).isConsistent == nil)
  }

  /// Photographs whose classes are taken from what the net says of them: the first as its best, then its second, fifth and sixth best.
  @Test func ranksOfTheTrueClassesAreCounted() throws {
    let net = try ReleasedNet(named: "MoGA-C"), folder = try TemporaryFolder()
    try SafetensorsWriter().write(
      try net.tensors().map { .init($0.name, shape: $0.shape, .floats(SeededTensors.tensor($0.name, $0.shape))) },
      to: folder["net.safetensors"])
    let weights = try net.weights(from: SafetensorsFile(reading: folder["net.safetensors"]))
    let names = ["baseline-420.jpeg", "full-444.jpeg", "rgb.png", "grey.jpeg"]
    func images(_ labels: [Int]) throws -> PreparedImages {
      let list = zip(names, labels).map { "\($0) \($1)\n" }.joined()
      try Data(list.utf8).write(to: URL(filePath: folder["list.txt"]))
      return try PreparedImages(
        ImageFolder("\(Fixtures.root)/Tests/Golden/imaging", list: folder["list.txt"]), net.preprocessing, classes: net.space.classes)
    }
    let unlabelled = try images([0, 0, 0, 0])
    let pixels = try unlabelled.values(0..<4).images
    let outputs = try Outputs(net.space, weights, images: 4)
    let logits = try outputs.of(Subnet(net.space.whole), pixels)
    let orders = (0..<4).map { image in
      (0..<1_000).sorted { logits[image * 1_000 + $0] > logits[image * 1_000 + $1] }
    }
    let chosen = zip(orders, [0, 1, 4, 5]).map { $0[$1] }
    var told: [Int] = []
    let found = try ReleasedEvaluation(net, weights, on: images(chosen), batch: 3, threads: 1) { told.append($0) }
    #expect(found.top1 == Accuracy(top: 1, right: 1, images: 4, printed: 75.3))
    #expect(found.top5 == Accuracy(top: 5, right: 3, images: 4, printed: 92.5) && told == [3, 4])
  }

  @Test func eachNetSeesImagesAsItsReleasedCodeDoes() throws {
    func view(_ name: String) throws -> Preprocessing { try ReleasedNet(named: name).preprocessing }
    for name in ["FairNAS-B", "SCARLET-A", "MoGA-C"] { #expect(try view(name) == Preprocessing(.torchvision)) }
    for name in ["SPOS-released", "SPOS+ABS", "FairNAS+ABS"] { #expect(try view(name) == Preprocessing(.openCV)) }
    #expect(try view("SPOS-mmrazor") == Preprocessing(.mmrazor))
    #expect(try view("FairDARTS_a") == Preprocessing(.cifar, resize: 32, crop: 32))
  }
}
