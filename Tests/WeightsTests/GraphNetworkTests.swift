import Datasets
import Engine
import Fixtures
import FoundationEssentials
import Imaging
import Spaces
import Testing
import Weights

@Suite struct GraphNetworkTests {
  /// What Tests/Golden/weights/graph.py says of its graph.
  private struct Golden: Decodable {
    let height: Int, width: Int, luma: [Float], chroma: [Float], brightness: [Float], pixels: [UInt8], parameters: Int
  }

  static let path = "\(Fixtures.root)/Tests/Golden/weights/graph.pb"

  /// Every operation that is read, in a file whose nodes are in no order.
  @Test func aGraphGivesWhatPyTorchComputesOfIt() throws {
    let golden = try JSONDecoder().decode(Golden.self, from: Fixtures.golden("weights/graph.json"))
    let net = try GraphNetwork(GraphDef(reading: Self.path))
    #expect(net.factor == 2 && net.parameters == golden.parameters)
    var upscaler = try Upscaler(net, threads: 1, level: .best)
    let found = try upscaler.enlarge(golden.luma, height: golden.height, width: golden.width)
    let apart = zip(found, golden.brightness).map { abs($0 - $1) }.max() ?? .infinity
    #expect(found.count == golden.brightness.count && apart < 2e-6, "\(apart)")
    // A number that lies on the edge of two bytes may fall to either side.
    let pixels = net.pixels(brightness: found, chroma: golden.chroma)
    let wrong = zip(pixels, golden.pixels).count { $0 != $1 }, far = zip(pixels, golden.pixels).count { abs(Int($0) - Int($1)) > 1 }
    #expect(pixels.count == golden.pixels.count && wrong <= 2 && far == 0, "\(wrong) of \(pixels.count)")
  }

  /// Windows of a few rows and columns, several at once, on an image that is higher than wide.
  @Test(arguments: [(1, 0), (3, 40), (2, 31)]) func noBitDependsOnTheCut(threads: Int, side: Int) throws {
    let net = try GraphNetwork(GraphDef(reading: Self.path)), height = 83, width = 57
    let image = RGBImage(height: height, width: width, pixels: Fixtures.picture(height: height, width: width))
    var whole = try Upscaler(net, threads: 1, level: .best, side: 1_000)
    var cut = try Upscaler(net, threads: threads, level: .best, side: side)
    let expected = try whole.enlarge(image.brightness, height: height, width: width)
    #expect(try cut.enlarge(image.brightness, height: height, width: width) == expected)
  }

  @Test(
    arguments: ["FALSR-A", "FALSR-B", "FALSR-C", "MoreMNAS-C", "MoreMNAS-D"].filter { Fixtures.shared("data/sr/weights/\($0).pb") != nil })
  func aReleasedGraphIsThePublishedNet(name: String) throws {
    let graph = try #require(Fixtures.shared("data/sr/weights/\(name).pb")), net = try GraphNetwork(GraphDef(reading: graph))
    let published = try #require(try net.published()), code = try #require(try net.architecture())
    #expect(published.name == name && code.space == published.space)
    #expect(code.text == published.text.replacing("b1_isskip", with: "b1_noskip"))
    let counts = [
      "FALSR-A": (1_021_413, 1_019_680), "FALSR-B": (324_757, 323_072), "FALSR-C": (426_581, 424_864), "MoreMNAS-C": (25_013, 23_776),
      "MoreMNAS-D": (664_005, 661_280),
    ]
    let (parameters, weights) = try #require(counts[name])
    #expect(net.parameters == parameters && net.cost.parameters == parameters - 12)
    #expect(net.cost.macs == weights * 230_400 + 72 * 921_600)
  }
}
