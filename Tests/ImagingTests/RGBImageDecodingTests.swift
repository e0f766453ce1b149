import Fixtures
import FoundationEssentials
import Imaging
import Testing

/// Small files of every kind against what Pillow makes of them (Tests/Golden/imaging/make.py).
@Suite struct RGBImageDecodingTests {
  struct Golden: Decodable {
    let height, width: Int, pixels: [String: Data]

    static func read() throws -> Golden { try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("imaging/decoding.json")) }
  }

  private static func bytes(_ name: String) throws -> [UInt8] { Array(try Fixtures.golden("imaging/\(name)")) }

  @Test func everyKindOfFileDecodesToPillowsBytes() throws {
    let golden = try Golden.read()
    #expect(golden.pixels.count == 23)
    for (name, pixels) in golden.pixels {
      var warnings: [String] = []
      let image = try RGBImage(decoding: try Self.bytes(name), of: name) { warnings.append($0) }
      #expect(image == RGBImage(height: golden.height, width: golden.width, pixels: Array(pixels)), "\(name)")
      #expect(warnings.isEmpty, "\(name)")
    }
  }

  @Test func everyFileThatEndsEarlyIsRefusedWithItsName() throws {
    for name in try Golden.read().pixels.keys.sorted() {
      let bytes = try Self.bytes(name)
      // What follows the pixels of a PNG may be missing.
      for count in [0, 1, 2, 10, bytes.count / 2, bytes.count - (name.hasSuffix("jpeg") ? 1 : 30)] {
        let error = #expect(throws: ImagingError.self, "\(name) of \(count)") {
          try RGBImage(decoding: Array(bytes.prefix(count)), of: name)
        }
        #expect(error?.description.hasPrefix(name) == true)
      }
    }
  }

  @Test func aTypeIsToldByContent() throws {
    #expect(throws: ImagingError.unknownFormat(file: "a.png")) { try RGBImage(decoding: Array("GIF89a".utf8), of: "a.png") }
    let folder = try TemporaryFolder()
    try Data(try Self.bytes("rgb.png")).write(to: URL(filePath: folder["a.jpeg"]))
    #expect(try RGBImage(reading: folder["a.jpeg"]).width == 23)
    #expect(throws: ImagingError.unreadable(file: folder["b"], reason: "No such file or directory")) { try RGBImage(reading: folder["b"]) }
    #expect(throws: ImagingError.unreadable(file: folder.path, reason: "it is not a regular file")) { try RGBImage(reading: folder.path) }
  }

  @Test func aBitmapThatIsNotReadSaysWhy() throws {
    func reason(_ change: (inout [UInt8]) -> Void) throws -> String? {
      var bytes = try Self.bytes("palette.bmp")
      change(&bytes)
      return #expect(throws: ImagingError.self) { try RGBImage(decoding: bytes, of: "x") }?.description
    }
    #expect(try reason { $0[30] = 1 }?.contains("compressed (method 1): convert it to PNG") == true)
    #expect(try reason { $0[28] = 16 }?.contains("16 bits a pixel") == true)
    #expect(try reason { $0[14] = 12 }?.contains("header has 12 bytes") == true)
    #expect(try reason { $0[46] = 3 }?.contains("a pixel has colour") == true)
    #expect(try reason { $0[22] = 200 }?.contains("ends before its last pixel") == true)
    // As many pixels as a header can claim, and the least height that has no positive counterpart.
    #expect(try reason { for at in 18..<21 { $0[at] = 0xFF } }?.contains("pixels, and at most") == true)
    #expect(try reason { $0.replaceSubrange(22..<26, with: [0, 0, 0, 0x80]) }?.contains("pixels, and at most") == true)
  }

  /// A header alone may claim any size.
  @Test func aHugeImageIsRefusedBeforeMemoryIsTaken() throws {
    var bytes = try Self.bytes("baseline-420.jpeg")
    let frame = try #require((0..<bytes.count - 9).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    for at in frame + 5..<frame + 9 { bytes[at] = 0xFE }
    #expect(throws: ImagingError.tooLarge(file: "x", found: "65278 × 65278 pixels", limit: "67108864")) {
      try RGBImage(decoding: bytes, of: "x")
    }
  }

  @Test func strayBytesAreMendedWithAWarning() throws {
    var bytes = try Self.bytes("baseline-420.jpeg")
    let whole = try RGBImage(decoding: bytes, of: "x")
    let table = try #require((2..<bytes.count - 2).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC4 })
    bytes.insert(contentsOf: [1, 2, 3], at: table)
    var warnings: [String] = []
    #expect(try RGBImage(decoding: bytes, of: "x", warned: { warnings.append($0) }) == whole)
    #expect(warnings.count == 1 && warnings[0].contains("extraneous"))
  }

  /// Each scan costs as much as an image: a few kilobytes could keep a reader busy for hours.
  @Test func aFileOfEndlessScansIsRefused() throws {
    var bytes = try Self.bytes("progressive-422.jpeg")
    let last = try #require((0..<bytes.count - 1).last { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA })
    let scan = Array(bytes[last..<bytes.count - 2])
    for _ in 0..<250 { bytes.insert(contentsOf: scan, at: last) }
    let error = #expect(throws: ImagingError.self) { try RGBImage(decoding: bytes, of: "x") }
    #expect(error?.description.contains("more than 200 scans") == true)
  }
}
