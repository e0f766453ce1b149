import Fixtures
import FoundationEssentials
import Imaging

/// What Pillow, torchvision and OpenCV make of pictures by formula (Tests/Golden/imaging/make.py).
struct GoldenResizing: Decodable {
  struct Case: Decodable { let height, width: Int, bicubic: Data }
  struct Jitter: Decodable { let quantity: String, factor: Double, pixels: Data }
  struct Crops: Decodable { let height, width: Int, area, logRatio, spread, top, left: Double }

  let cases: [Case], jitter: [Jitter], crops: [Crops]

  static func read() throws -> GoldenResizing {
    try JSONDecoder().decode(GoldenResizing.self, from: try Fixtures.golden("imaging/resizing.json"))
  }

  static func picture(_ height: Int, _ width: Int) -> RGBImage {
    RGBImage(height: height, width: width, pixels: Fixtures.picture(height: height, width: width))
  }
}
