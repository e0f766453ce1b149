import Datasets
import Fixtures
import Streams
import Testing

@Suite struct GzipTests {
  let content = (0..<3_000).map { UInt8($0 / 7 % 251) }

  private func expected(_ bytes: Int) -> Expected { Expected(path: "x.gz", bytes: bytes, remedy: "get it") }

  @Test func returnsTheContent() throws {
    #expect(try inflateGzip(gzip(content), expected(content.count)) == content)
    #expect(try inflateGzip(gzip([]), expected(0)) == [])
  }

  @Test func contentOfAnotherLengthIsRefusedWithoutBeingReadToItsEnd() {
    let long = gzip([UInt8](repeating: 0, count: 1_000_000))
    #expect(throws: DatasetError.wrongSize(file: "x.gz", expected: 10, found: "more", remedy: "get it")) {
      try inflateGzip(long, expected(10))
    }
    #expect(throws: DatasetError.wrongSize(file: "x.gz", expected: 3_001, found: "3000", remedy: "get it")) {
      try inflateGzip(gzip(content), expected(3_001))
    }
  }

  @Test func truncatedAndFollowedStreamsAreNamedSo() {
    let whole = gzip(content)
    let errors = [Array(whole.dropLast(9)), [], Array(whole.dropLast()), whole + [0]].map { bytes in
      #expect(throws: DatasetError.self) { try inflateGzip(bytes, expected(content.count)) }?.description ?? ""
    }
    for error in errors.prefix(3) { #expect(error.contains("truncated")) }
    #expect(errors[3].contains("1 bytes follow"))
  }

  /// Whatever is not refused is the content: its checksum is in the stream.
  @Test func injuredStreamsAreRefused() {
    let whole = gzip(content)
    var random = RandomStream(seed: 1, "gzip"), refused = 0
    for _ in 0..<2_000 {
      do throws(DatasetError) {
        #expect(try inflateGzip(random.injure(whole), expected(content.count)) == content)
      } catch { refused += 1 }
    }
    #expect(refused > 1_500)
  }
}
