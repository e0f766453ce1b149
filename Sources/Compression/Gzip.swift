internal import CZlib

/// Adds the content of a gzip stream (RFC 1952) and says where it ends.
func inflateGzip(_ bytes: [UInt8], from start: Int, into room: inout Room) throws(CompressionError) -> Int {
  var stream = z_stream()
  // 16 + 15: gzip framing, the largest window.
  let ready = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  guard ready == Z_OK else { throw .unsound(reason: "zlib does not start (\(ready))") }
  defer { inflateEnd(&stream) }
  guard let available = UInt32(exactly: bytes.count - start) else { throw .overLimit(need: "has more than 4 GB of compressed bytes") }
  stream.avail_in = available
  var status = Z_OK
  while status != Z_STREAM_END {
    if room.isFull { try room.grow() }
    status = room.fill { output in
      bytes.withUnsafeBufferPointer { source in
        // zlib does not write here.
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + (source.count - Int(stream.avail_in)) })
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: output.count)
        let offered = Int(stream.avail_out)
        return (inflate(&stream, Z_NO_FLUSH), offered - Int(stream.avail_out))
      }
    }
    switch status {
    case Z_STREAM_END: break
    case Z_OK, Z_BUF_ERROR: if !room.isFull && stream.avail_in == 0 { throw .truncated }
    default: throw .unsound(reason: stream.msg.map { String(cString: $0) } ?? "zlib says \(status)")
    }
  }
  return bytes.count - Int(stream.avail_in)
}
