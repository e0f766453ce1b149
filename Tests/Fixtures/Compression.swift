internal import CLzma
internal import CZlib

/// A gzip stream of these bytes.
public func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream(), input = bytes
  deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  let room = bytes.count + 1_000
  return [UInt8](unsafeUninitializedCapacity: room) { output, filled in
    input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(room)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
      filled = room - Int(stream.avail_out)
    }
  }
}

/// An xz stream of these bytes.
public func xz(_ bytes: [UInt8]) -> [UInt8] {
  let room = bytes.count + 1_000
  return [UInt8](unsafeUninitializedCapacity: room) { output, filled in
    let status = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nil, bytes, bytes.count, output.baseAddress, &filled, room)
    precondition(status == LZMA_OK)
  }
}

/// What an xz stream holds, of at most so many bytes.
public func unxz(_ bytes: [UInt8], atMost room: Int) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: room) { output, filled in
    var memory = UInt64(256 << 20), read = 0
    let status = lzma_stream_buffer_decode(&memory, 0, nil, bytes, &read, bytes.count, output.baseAddress, &filled, room)
    precondition(status == LZMA_OK)
  }
}
