internal import Compression

/// The content of one gzip stream, which must be exactly as long as expected.
package func inflateGzip(_ compressed: [UInt8], _ expected: Expected) throws(DatasetError) -> [UInt8] {
  try expected.decompressed(compressed, .gzip)
}

/// The content of one xz stream, which must be exactly as long as expected.
package func decodeXZ(_ compressed: [UInt8], _ expected: Expected) throws(DatasetError) -> [UInt8] {
  try expected.decompressed(compressed, .xz)
}

extension Expected {
  /// Room for the expected size is all the memory it takes, whatever the stream says.
  fileprivate func decompressed(_ compressed: [UInt8], _ format: Compression) throws(DatasetError) -> [UInt8] {
    let stream: (content: [UInt8], end: Int)
    do throws(CompressionError) { stream = try format.stream(compressed, atMost: bytes, expecting: bytes) } catch {
      switch error {
      case .tooLong: throw wrongSize("more")
      case .truncated: throw undecodable(format.rawValue, "it ends after \(compressed.count) bytes in mid-stream (truncated)")
      case .overLimit(let need): throw undecodable(format.rawValue, "it \(need)")
      case .unsound(let reason): throw undecodable(format.rawValue, reason)
      }
    }
    guard stream.end == compressed.count else {
      throw undecodable(format.rawValue, "\(compressed.count - stream.end) bytes follow the end of its stream")
    }
    guard stream.content.count == bytes else { throw wrongSize("\(stream.content.count)") }
    return stream.content
  }
}
