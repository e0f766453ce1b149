import Digests
import Testing

@Suite struct DigestTests {
  /// The examples of FIPS 180-4 and one of a million bytes.
  @Test func publishedValues() {
    #expect(Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digest(of: "abc".utf8).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest(of: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8).hex
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      Digest(of: [UInt8](repeating: 97, count: 1_000_000)).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 3, 63, 64, 65, 200] {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) { hash.update(bytes[start..<min(start + size, bytes.count)]) }
      #expect(hash.finish() == Digest(of: bytes))
    }
  }

  /// Every length around a block's and a tail's end.
  @Test func theLibrarysDigestsAreThoseOfFIPS180() {
    var bytes: [UInt8] = []
    for length in 0..<300 {
      var plain = PlainSHA256()
      plain.update(bytes)
      #expect(plain.finish() == Digest(of: bytes).hex, "\(length) bytes")
      bytes.append(UInt8(truncatingIfNeeded: length &* 131 &+ 7))
    }
  }

  @Test func nothingAndBytesThatLieApartAreHashedToo() {
    var hash = SHA256()
    hash.update([])
    hash.update("ab".utf8.reversed())
    hash.update([UInt8]().reversed())
    hash.update([99 as UInt8].lazy.map { $0 })
    #expect(hash.finish() == Digest(of: "bac".utf8))
  }

  @Test func digitsAreReadAndWrittenAndOrderedAsTexts() {
    let digests = (0..<200).map { Digest(of: "\($0)".utf8) }
    for own in digests {
      #expect(own.hex.utf8.count == 64 && Digest(hex: own.hex) == own && Digest(hex: Array(own.hex.utf8)[...]) == own)
    }
    #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted() && Set(digests).count == 200)
  }

  @Test func textThatIsNoDigestIsRefused() {
    #expect(Digest(hex: "abc") == nil)
    #expect(Digest(hex: String(repeating: "G", count: 64)) == nil)
    #expect(Digest(hex: String(repeating: "a", count: 64)) != nil)
    for length in [0, 63, 65] { #expect(Digest(hex: String(repeating: "a", count: length)) == nil) }
    #expect(Digest(hex: String(repeating: "A", count: 64)) == nil && Digest(hex: String(repeating: "a", count: 63) + "é") == nil)
  }
}
