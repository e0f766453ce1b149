internal import CZlib

/// The content of one gzip stream (RFC 1952), which must be exactly as long as expected; its CRC is checked.
///
/// Room for the expected size is all the memory it takes, whatever the stream says.
package func inflateGzip(_ compressed: [UInt8], _ expected: Expected) throws(DatasetError) -> [UInt8] {
  var stream = z_stream()
  // 16 + 15: gzip framing, the largest window.
  let ready = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  guard ready == Z_OK else { throw expected.undecodable("gzip", "zlib does not start (\(ready))") }
  defer { inflateEnd(&stream) }
  guard let available = UInt32(exactly: compressed.count), let room = UInt32(exactly: expected.bytes + 1) else {
    throw expected.undecodable("gzip", "it is larger than 4 GB")
  }
  var status = Z_OK
  // One byte more than expected tells a stream that is too long from one that ends in time.
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(room)) { output, filled in
    compressed.withUnsafeBufferPointer { source in
      // zlib does not write here.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = available
      stream.next_out = output.baseAddress
      stream.avail_out = room
      status = inflate(&stream, Z_FINISH)
      filled = Int(room - stream.avail_out)
    }
  }
  switch status {
  case Z_STREAM_END: break
  case Z_BUF_ERROR where bytes.count > expected.bytes: throw expected.wrongSize("more")
  case Z_BUF_ERROR, Z_OK: throw expected.undecodable("gzip", "it ends after \(compressed.count) bytes in mid-stream (truncated)")
  default: throw expected.undecodable("gzip", stream.msg.map { String(cString: $0) } ?? "zlib says \(status)")
  }
  guard stream.avail_in == 0 else { throw expected.undecodable("gzip", "\(stream.avail_in) bytes follow the end of its stream") }
  guard bytes.count == expected.bytes else { throw expected.wrongSize(bytes.count > expected.bytes ? "more" : "\(bytes.count)") }
  return bytes
}
