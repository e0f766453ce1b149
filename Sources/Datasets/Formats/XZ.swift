internal import CLzma

/// The content of one xz stream, which must be exactly as long as expected; its checksum is verified.
///
/// Room for the expected size and 256 MB of dictionary is all the memory it takes, whatever the stream says.
package func decodeXZ(_ compressed: [UInt8], _ expected: Expected) throws(DatasetError) -> [UInt8] {
  var stream = lzma_stream()
  // Enough for `xz -9`; a header that asks for more is refused.
  let ready = lzma_stream_decoder(&stream, 256 << 20, 0)
  guard ready == LZMA_OK else { throw expected.undecodable("xz", "liblzma does not start (\(ready.rawValue))") }
  defer { lzma_end(&stream) }
  var status = LZMA_OK
  // One byte more than expected tells a stream that is too long from one that ends in time.
  let bytes = [UInt8](unsafeUninitializedCapacity: expected.bytes + 1) { output, filled in
    compressed.withUnsafeBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = source.count
      stream.next_out = output.baseAddress
      stream.avail_out = output.count
      while status == LZMA_OK { status = lzma_code(&stream, LZMA_FINISH) }
      filled = output.count - stream.avail_out
    }
  }
  switch status {
  case LZMA_STREAM_END: break
  case LZMA_BUF_ERROR where bytes.count > expected.bytes: throw expected.wrongSize("more")
  case LZMA_BUF_ERROR: throw expected.undecodable("xz", "it ends after \(compressed.count) bytes in mid-stream (truncated)")
  case LZMA_FORMAT_ERROR: throw expected.undecodable("xz", "its first bytes are not those of an xz file")
  case LZMA_MEMLIMIT_ERROR: throw expected.undecodable("xz", "it asks for more than 256 MB of memory")
  case LZMA_DATA_ERROR: throw expected.undecodable("xz", "its data is damaged")
  default: throw expected.undecodable("xz", "liblzma says \(status.rawValue)")
  }
  guard stream.avail_in == 0 else { throw expected.undecodable("xz", "\(stream.avail_in) bytes follow the end of its stream") }
  guard bytes.count == expected.bytes else { throw expected.wrongSize(bytes.count > expected.bytes ? "more" : "\(bytes.count)") }
  return bytes
}
