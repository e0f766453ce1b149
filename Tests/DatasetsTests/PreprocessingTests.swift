import Datasets
import Digests
import Fixtures
import FoundationEssentials
import Imaging
import Testing

/// Pictures by formula against torchvision and OpenCV (Tests/Golden/imaging/make.py), equal to the level.
@Suite struct PreprocessingTests {
  struct Golden: Decodable {
    struct Case: Decodable { let height, width: Int, torchvision, openCV: Data }
    struct Large: Decodable { let torchvision, openCV: String }

    let cases: [Case], large: Large
  }

  private func golden() throws -> Golden { try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("imaging/resizing.json")) }

  private func picture(_ height: Int, _ width: Int) -> RGBImage {
    RGBImage(height: height, width: width, pixels: Fixtures.picture(height: height, width: width))
  }

  @Test func smallPicturesAreSeenAsTheReleasedCodeSeesThem() throws {
    let cases = try golden().cases
    #expect(cases.count == 8)
    for golden in cases {
      let image = picture(golden.height, golden.width), what = "\(golden.height) × \(golden.width)"
      #expect(Preprocessing(.torchvision, resize: 20, crop: 16).image(image).pixels == Array(golden.torchvision), "\(what)")
      #expect(Preprocessing(.openCV, resize: 20, crop: 16).image(image).pixels == Array(golden.openCV), "\(what)")
    }
  }

  @Test func aPhotographOfTheUsualSizeIsSeenAsTheReleasedCodeSeesIt() throws {
    let large = try golden().large, image = picture(375, 500)
    #expect(Digest(of: Preprocessing(.torchvision).image(image).pixels).hex == large.torchvision)
    #expect(Digest(of: Preprocessing(.openCV).image(image).pixels).hex == large.openCV)
  }

  @Test func anOpenCVInputIsItsIntensity() throws {
    let folder = try PhotographFolder([("val", [2])])
    let view = Preprocessing(.openCV, resize: 16, crop: 16)
    let images = try PreparedImages(try ImageFolder(folder.folder["val"]), view)
    var values = [Float](repeating: .nan, count: 16 * 16 * 3), label: Int32 = -1
    try images.fill(1..<2, images: &values, labels: &label)
    let photograph = try RGBImage(reading: folder.folder["val/class0/1-progressive-422.jpeg"])
    #expect(values == view.image(photograph).pixels.map { Float($0) } && label == 0)
  }

  @Test func aStyleAloneIsAView() throws {
    let view = try JSONDecoder().decode(Preprocessing.self, from: Data(#"{"style": "opencv"}"#.utf8))
    #expect(view == Preprocessing(.openCV, resize: 256, crop: 224))
    let photographs = try PhotographFolder([("a", [1])]), images = try ImageFolder(photographs.folder["a"])
    #expect(throws: DatasetError.invalid(field: "crop", reason: "30 is not in 1 … 20, what the short side is resized to")) {
      try PreparedImages(images, Preprocessing(.torchvision, resize: 20, crop: 30))
    }
  }
}
