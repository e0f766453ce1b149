import Compression
import Fixtures
import Testing

/// What DatasetsTests do not ask: files of unknown size, in several streams.
@Suite struct CompressionTests {
  private static let content = (0..<300_000).map { UInt8($0 / 7 % 251) }

  private static func compressed(_ format: Compression, _ bytes: [UInt8]) -> [UInt8] {
    switch format {
    case .gzip: gzip(bytes)
    case .xz: xz(bytes)
    }
  }

  @Test(arguments: Compression.allCases) func streamsOfAnyLengthFollowOneAnother(format: Compression) throws {
    let whole = Self.compressed(format, Self.content)
    #expect(Compression(of: whole) == format && Compression(of: Self.content) == nil)
    #expect(try format.decompressed(whole, atMost: 300_000) == Self.content)
    #expect(try format.decompressed(whole + whole + [0, 0, 0, 0], atMost: 600_000) == Self.content + Self.content)
    #expect(throws: CompressionError.tooLong) { try format.decompressed(whole + whole, atMost: 599_999) }
    #expect(throws: CompressionError.truncated) { try format.decompressed(whole.dropLast(3), atMost: 300_000) }
    #expect(throws: CompressionError.self) { try format.decompressed(whole + [7], atMost: 300_000) }
  }

  /// Streams of any size share one room, which each finds as the one before left it.
  @Test(arguments: Compression.allCases) func manySmallStreamsAreOneContent(format: Compression) throws {
    let parts = [0, 1, 65_535, 65_536, 65_537, 3, 0, 131_000].map { Array(Self.content.prefix($0)) }
    let small = Self.compressed(format, [7])
    let streams = parts.map { Self.compressed(format, $0) } + Array(repeating: small, count: 2_000)
    let whole = parts.flatMap(\.self) + Array(repeating: 7, count: 2_000)
    #expect(try format.decompressed(streams.flatMap(\.self), atMost: whole.count) == whole)
    #expect(throws: CompressionError.tooLong) { try format.decompressed(streams.flatMap(\.self), atMost: whole.count - 1) }
  }

  /// Ten megabytes of zeros are refused at the limit.
  @Test(arguments: Compression.allCases) func aBombGrowsToTheLimitAlone(format: Compression) {
    let bomb = Self.compressed(format, [UInt8](repeating: 0, count: 10_000_000))
    #expect(bomb.count < 20_000)
    #expect(throws: CompressionError.tooLong) { try format.decompressed(bomb, atMost: 1_000_000) }
  }
}
