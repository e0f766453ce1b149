internal import CLzma

/// The content of one xz stream, which must be exactly as long as expected; its checksum is verified.
package func decodeXZ(_ compressed: [UInt8], _ expected: Expected) throws(DatasetError) -> [UInt8] {
  // Enough for `xz -9`; a header that asks for more is refused.
  var memory: UInt64 = 256 << 20
  var read = 0, status = LZMA_OK
  // One byte more than expected tells a stream that is too long from one that ends in time.
  let bytes = [UInt8](unsafeUninitializedCapacity: expected.bytes + 1) { output, filled in
    status = lzma_stream_buffer_decode(
      &memory, 0, nil, compressed, &read, compressed.count, output.baseAddress, &filled, expected.bytes + 1)
    // Nothing is promised about the output of a stream that failed.
    if status != LZMA_OK { filled = 0 }
  }
  switch status {
  case LZMA_OK: break
  case LZMA_BUF_ERROR: throw expected.wrongSize("more")
  case LZMA_FORMAT_ERROR: throw expected.undecodable("xz", "its first bytes are not those of an xz file")
  case LZMA_MEMLIMIT_ERROR: throw expected.undecodable("xz", "it asks for more than 256 MB of memory")
  case LZMA_DATA_ERROR: throw expected.undecodable("xz", "it is damaged or truncated (\(compressed.count) bytes)")
  default: throw expected.undecodable("xz", "liblzma says \(status.rawValue)")
  }
  guard read == compressed.count else { throw expected.undecodable("xz", "\(compressed.count - read) bytes follow the end of its stream") }
  guard bytes.count == expected.bytes else { throw expected.wrongSize(bytes.count > expected.bytes ? "more" : "\(bytes.count)") }
  return bytes
}
