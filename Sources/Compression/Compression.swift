/// The formats of compressed files, told by their first bytes.
package enum Compression: String, CaseIterable, Sendable {
  case gzip, xz

  /// Nil for bytes that begin like neither.
  package init?(of bytes: some Collection<UInt8>) {
    guard let format = Self.allCases.first(where: { bytes.starts(with: $0.magic) }) else { return nil }
    self = format
  }

  private var magic: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    }
  }

  /// The content of all streams that bytes are made of; zeros behind the last are padding.
  ///
  /// - Parameter limit: bytes that there may be at most: whatever the streams say, no more memory is taken.
  package func decompressed(_ bytes: [UInt8], atMost limit: Int) throws(CompressionError) -> [UInt8] {
    // One room for all: a stream may be as short as twenty bytes.
    var room = Room(limit), position = 0
    repeat {
      position = try decode(bytes, from: position, into: &room)
      while position < bytes.count && bytes[position] == 0 { position += 1 }
    } while position < bytes.count
    return try room.content()
  }

  /// The content of the stream that begins at a position, and where it ends; its checksum is verified.
  ///
  /// - Parameter expected: bytes that there should be: room for them is taken at once.
  package func stream(
    _ bytes: [UInt8], from start: Int = 0, atMost limit: Int, expecting expected: Int = 0
  ) throws(CompressionError) -> (content: [UInt8], end: Int) {
    var room = Room(limit, expecting: expected)
    let end = try decode(bytes, from: start, into: &room)
    return (try room.content(), end)
  }

  /// Adds the content of the stream that begins at a position, and says where it ends.
  private func decode(_ bytes: [UInt8], from start: Int, into room: inout Room) throws(CompressionError) -> Int {
    switch self {
    case .gzip: try inflateGzip(bytes, from: start, into: &room)
    case .xz: try decodeXZ(bytes, from: start, into: &room)
    }
  }
}

/// Why a stream has no content.
package enum CompressionError: Error, Hashable {
  /// There is more than the limit.
  case tooLong
  /// The bytes end within it.
  case truncated
  /// It is more than is unpacked here, as words behind "it": what it needs, and the bound.
  case overLimit(need: String)
  /// What the format says is wrong with it.
  case unsound(reason: String)
}

/// Memory for what streams hold, which grows up to a limit.
struct Room {
  private let limit: Int
  private(set) var bytes: [UInt8], filled = 0

  init(_ limit: Int, expecting expected: Int = 0) {
    self.limit = max(0, limit)
    // One byte more than the limit tells a stream that is too long from one that ends in time.
    bytes = [UInt8](repeating: 0, count: min(self.limit, max(expected, 1 << 16)) + 1)
  }

  /// Calls `body` with what is free; it says how many bytes it filled.
  mutating func fill<Status>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> (Status, filled: Int)) -> Status {
    let from = filled
    let (status, more) = bytes.withUnsafeMutableBufferPointer { body(UnsafeMutableBufferPointer(rebasing: $0[from...])) }
    filled += more
    return status
  }

  var isFull: Bool { filled == bytes.count }

  /// Doubles what there is. Throws `tooLong` at the limit.
  mutating func grow() throws(CompressionError) {
    guard bytes.count <= limit else { throw .tooLong }
    bytes += [UInt8](repeating: 0, count: min(bytes.count, limit + 1 - bytes.count))
  }

  /// What was filled. Throws `tooLong` beyond the limit.
  consuming func content() throws(CompressionError) -> [UInt8] {
    guard filled <= limit else { throw .tooLong }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
