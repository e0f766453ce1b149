import Fixtures
import FoundationEssentials
import Testing

/// `evaluate` of super-resolution graphs.
@Suite struct RestorationTests {
  private let folder = Result { try TemporaryFolder() }, graph = "\(Fixtures.root)/Tests/Golden/weights/graph.pb"

  /// A folder with two large images.
  private func images() throws -> String {
    let path = try folder.get()["images"]
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in ["full-444.jpeg", "rgb.png"] { try Fixtures.golden("imaging/\(name)").write(to: URL(filePath: "\(path)/\(name)")) }
    return path
  }

  @Test func aGraphThatNobodyPublishedIsScoredAndItsImagesAreWritten() async throws {
    let saved = try folder.get()["restored"]
    let found = try await Invocation("evaluate", "--weights", graph, "--images", try images(), "--save", saved, "--json")
    #expect(found.code == 0, "\(found.errors)")
    let json = try found.json, all = try #require(json["images"]?.array)
    #expect(all.map { $0["name"]?.text } == ["full-444", "rgb"] && json["model"]?.text == nil && json["factor"]?.number == 2)
    #expect(json["parameters"]?.number == 3_101 && json["published"]?["psnr"] == nil)
    let mean = try all.map { try #require($0["net.psnr"]?.number) }.reduce(0, +) / 2
    #expect(abs(mean - (try #require(json["mean.net.psnr"]?.number))) < 1e-9)
    let names = try FileManager.default.contentsOfDirectory(atPath: saved).sorted()
    #expect(
      names
        == ["full-444", "rgb"].flatMap { name in
          ["SR", "crop_HR", "crop_SR", "crop_bicubic", "crop_difference"].map { "\(name)_\($0).png" }
        }, "\(names)")
    let told = try await Invocation("evaluate", "--weights", graph, "--images", try images())
    #expect(told.code == 0 && told.output.contains("The graph is none of a published net."), "\(told.output)")
  }

  @Test func aGraphOfAnotherNetIsRefused() async throws {
    let other = try await Invocation("evaluate", "FALSR-A", "--weights", graph, "--images", try images())
    #expect(other.code == 1 && other.errors.contains("is not the graph of FALSR-A but none of a published net, with 3101 parameters"))
    let none = try await Invocation("evaluate", "--weights", "\(Fixtures.root)/Tests/Golden/weights/same.safetensors", "--images", "x")
    #expect(none.code == 2 && none.errors.contains("Give --supernet RUN with architectures"))
    let list = try await Invocation("evaluate", "--weights", graph, "--images", "x", "--list", "y")
    #expect(list.code == 2 && list.errors.contains("--list names classes"))
    let saved = try await Invocation("evaluate", "MoGA-C", "--weights", "x", "--images", "y", "--save", "z")
    #expect(saved.code == 2 && saved.errors.contains("--save writes images that a net restored"))
    let broken = try await Invocation("evaluate", "--weights", "\(Fixtures.root)/Tests/Golden/weights/graph.py.pb", "--images", "x")
    #expect(broken.code != 0 && broken.errors.contains("graph.py.pb"))
  }

  @Test(.enabled(if: Fixtures.shared("data/sr/Set5") != nil, "the released graphs and Set5 are absent: set CONCORD_SHARED"))
  func aPublishedNetIsHeldAgainstItsPrintedDigits() async throws {
    let weights = try #require(Fixtures.shared("data/sr/weights/MoreMNAS-C.pb")), images = try #require(Fixtures.shared("data/sr/Set5"))
    let found = try await Invocation("evaluate", "moremnas-c", "--weights", weights, "--images", images, "--json").json
    #expect(found["model"]?.text == "MoreMNAS-C" && found["published.set"]?.text == "Set5")
    #expect(found["published.psnr.verdict"]?.text == "equal to the printed digits" && found["published.psnr.printed"]?.text == "37.06")
    #expect(found["published.ssim.verdict"]?.text == "equal to the printed digits, cut off")
  }
}
