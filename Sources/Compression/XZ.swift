internal import CLzma

/// Adds the content of an xz stream and says where it ends; beside it, it takes 256 MB of dictionary at most.
func decodeXZ(_ bytes: [UInt8], from start: Int, into room: inout Room) throws(CompressionError) -> Int {
  var stream = lzma_stream()
  // Enough for `xz -9`; a header that asks for more is refused.
  let ready = lzma_stream_decoder(&stream, 256 << 20, 0)
  guard ready == LZMA_OK else { throw .unsound(reason: "liblzma does not start (\(ready.rawValue))") }
  defer { lzma_end(&stream) }
  stream.avail_in = bytes.count - start
  var status = LZMA_OK
  while status != LZMA_STREAM_END {
    if room.isFull { try room.grow() }
    status = room.fill { output in
      bytes.withUnsafeBufferPointer { source in
        stream.next_in = source.baseAddress.map { $0 + (source.count - stream.avail_in) }
        stream.next_out = output.baseAddress
        stream.avail_out = output.count
        return (lzma_code(&stream, LZMA_FINISH), output.count - stream.avail_out)
      }
    }
    switch status {
    case LZMA_STREAM_END, LZMA_OK: break
    case LZMA_BUF_ERROR: if !room.isFull { throw .truncated }
    case LZMA_FORMAT_ERROR: throw .unsound(reason: "its first bytes are not those of an xz file")
    case LZMA_MEMLIMIT_ERROR: throw .overLimit(need: "needs more than 256 MB of memory to be unpacked")
    case LZMA_DATA_ERROR: throw .unsound(reason: "its data is damaged")
    default: throw .unsound(reason: "liblzma says \(status.rawValue)")
    }
  }
  return bytes.count - stream.avail_in
}
