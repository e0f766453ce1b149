import Datasets
import Engine
import Fixtures
import FoundationEssentials
import Glibc
import Networks
import Spaces
import Streams
import Testing
import Training

/// Running averages over batches, as SPOS's released code takes them, against PyTorch (Tests/Golden/engine/moving.py).
@Suite struct GoldenMovingTests {
  private struct Golden: Codable, Equatable {
    struct Parameter: Codable, Equatable {
      var name: String, count: Int, fan: Int

      init(_ name: String, _ count: Int, _ fan: Int) { (self.name, self.count, self.fan) = (name, count, fan) }

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        self.init(try values.decode(String.self), try values.decode(Int.self), try values.decode(Int.self))
      }

      func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(name)
        try values.encode(count)
        try values.encode(fan)
      }
    }
    var side: Int, images: [Float], batches: [[Int]], scored: [Float], labels: [Int], parameters: [Parameter], loss: Double, right: Int
  }

  private let space = Space.nasBenchMacro(
    name: "tiny", input: ImageShape(height: 5, width: 5, channels: 1), classes: 3, stem: 4, widths: [6], depths: [2], head: 8
  )
  .restricted(to: Architecture(path: [1, 2]))

  /// What the script reads, as this package has it; the results are the script's.
  private func given(_ data: PreparedData, _ network: Network, batches: Int, size: Int) throws -> Golden {
    func pixels(_ images: PreparedImages) throws -> ([Float], [Int]) {
      var values = [Float](repeating: 0, count: images.count * 25), labels = [Int32](repeating: 0, count: images.count)
      try values.withUnsafeMutableBufferPointer { values in
        try labels.withUnsafeMutableBufferPointer { labels in
          guard let values = values.baseAddress, let labels = labels.baseAddress else { return }
          try images.fill(0..<images.count, images: values, labels: labels)
        }
      }
      return (values, labels.map(Int.init))
    }
    let (images, _) = try pixels(data.training), (scored, labels) = try pixels(data.validation)
    var drawn = try Batches(data.training, size: size, stream: RandomStream(seed: 0, "moving averages")), order: [[Int]] = []
    for number in 0..<batches {
      var values = [Float](repeating: 0, count: size * 25), labels = [Int32](repeating: 0, count: size)
      try drawn.fill(number % drawn.perEpoch, epoch: number / drawn.perEpoch, images: &values, labels: &labels)
      order.append(
        (0..<size).map { slot in
          (0..<data.training.count).first { Array(images[25 * $0..<25 * $0 + 25]) == Array(values[25 * slot..<25 * slot + 25]) } ?? -1
        })
    }
    let parameters = network.parameters.parameters.map { parameter in
      Golden.Parameter(parameter.name, parameter.count, parameter.name.contains("depthwise") ? 1 : parameter.shape.dropLast().reduce(1, *))
    }
    return Golden(
      side: 5, images: images, batches: order, scored: scored, labels: labels, parameters: parameters, loss: 0, right: 0)
  }

  @Test func lossesAreThoseOfPyTorch() throws {
    var golden = try JSONDecoder().decode(Golden.self, from: Fixtures.golden("engine/moving.json"))
    let source = SyntheticImages(seed: 5, training: 24, test: 4, height: 5, width: 5, channels: 1, classes: 3)
    let data = try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(validation: 8, recalibration: 4, seed: 1))
    let network = try Network(space, Classification(), batch: 6, .path)
    let own = try given(data, network, batches: 5, size: 6)
    var weights = Snapshot(parameters: [], statistics: [])
    for (number, parameter) in network.parameters.parameters.enumerated() {
      let values = (0..<parameter.count).map { i in
        let sine = Double(Float(sin(1 + 0.7 * Double(number) + 0.37 * Double(i))))
        if parameter.name.hasSuffix("scale") { return Float(1 + 0.1 * sine) }
        if parameter.name.hasSuffix("shift") || parameter.name.hasSuffix("bias") { return Float(0.1 * sine) }
        return Float(sine / Double(own.parameters[number].fan).squareRoot())
      }
      weights.parameters.append(Snapshot.Entry(name: parameter.name, shape: parameter.shape, values: values))
    }
    for parameter in network.parameters.statistics {
      weights.statistics.append(
        Snapshot.Entry(name: parameter.name, shape: parameter.shape, values: [Float](repeating: 7, count: parameter.count)))
    }
    var scorer = try Scorer(space, Classification(), weights, .moving(batches: 5, size: 6), threads: 2), scores: [Scorer.Score] = []
    try scorer.score([Subnet(space.whole)], on: data.validation, recalibration: data.training) { scores.append($0) }
    #expect(abs(scores[0].loss - golden.loss) < 2e-6 && Int(scores[0].sums[0]) == golden.right)
    (golden.loss, golden.right) = (0, 0)
    // What the script reads, should it have to be run again.
    let text = String(decoding: try JSONEncoder().encode(own), as: UTF8.self)
    #expect(golden == own, "\(text)")
  }
}
