internal import CLzma

/// The content of an xz stream and where it ends; beside it, it takes 256 MB of dictionary at most.
func decodeXZ(_ bytes: [UInt8], from start: Int, _ empty: Room) throws(CompressionError) -> (content: [UInt8], end: Int) {
  var stream = lzma_stream(), room = empty
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
    case LZMA_MEMLIMIT_ERROR: throw .unsound(reason: "it asks for more than 256 MB of memory")
    case LZMA_DATA_ERROR: throw .unsound(reason: "its data is damaged")
    default: throw .unsound(reason: "liblzma says \(status.rawValue)")
    }
  }
  return (try room.content(), bytes.count - stream.avail_in)
}
