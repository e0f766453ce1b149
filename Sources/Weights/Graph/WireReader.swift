/// The fields of one protocol buffer message (protobuf.dev/programming-guides/encoding), read in place: no length is believed before it is
/// checked against the bytes that are there.
struct WireReader {
  /// One field: its number, and what stands there.
  struct Field {
    let number: Int, value: Value

    /// A whole number, so many bytes of fixed length, or bytes with a length in front: a text, a message, numbers packed.
    enum Value {
      case varint(UInt64), fixed32(UInt32), fixed64(UInt64), bytes(UnsafeRawBufferPointer)
    }
  }

  private var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

  /// The next field, nil at the end. Throws `Damage` where the bytes are no message.
  mutating func next() throws(Damage) -> Field? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint(), number = tag >> 3
    guard number > 0, number < 1 << 29 else { throw Damage(reason: "it has a field of number \(number)") }
    let value: Field.Value
    switch tag & 7 {
    case 0: value = .varint(try varint())
    case 1: value = .fixed64(try fixed(8))
    case 2:
      let length = try varint()
      guard length <= UInt64(rest.count) else { throw Damage(reason: "it ends early: \(length) bytes are announced, \(rest.count) follow") }
      value = .bytes(UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length))))
      rest = rest.dropFirst(Int(length))
    case 5: value = .fixed32(UInt32(truncatingIfNeeded: try fixed(4)))
    default: throw Damage(reason: "it has a field of the unknown wire type \(tag & 7)")
    }
    return Field(number: Int(number), value: value)
  }

  /// Why bytes are no message.
  struct Damage: Error {
    let reason: String
  }

  /// Seven bits a byte, the lowest first, at most ten bytes.
  private mutating func varint() throws(Damage) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<10 {
      guard let byte = rest.popFirst() else { throw Damage(reason: "it ends within a number") }
      value |= UInt64(byte & 0x7f) << UInt64(7 * place)
      if byte < 0x80 { return value }
    }
    throw Damage(reason: "it has a number of more than ten bytes")
  }

  /// Little-endian.
  private mutating func fixed(_ count: Int) throws(Damage) -> UInt64 {
    guard rest.count >= count else { throw Damage(reason: "it ends within a number") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The whole numbers of a repeated field: one that stands alone, or packed bytes.
  static func varints(_ value: Field.Value) throws(Damage) -> [UInt64] {
    switch value {
    case .varint(let number): return [number]
    case .bytes(let bytes):
      var reader = WireReader(bytes), numbers: [UInt64] = []
      while !reader.rest.isEmpty { numbers.append(try reader.varint()) }
      return numbers
    case .fixed32, .fixed64: throw Damage(reason: "it has a number of another wire type than its field's")
    }
  }

  /// The single-precision numbers of a repeated field.
  static func floats(_ value: Field.Value) throws(Damage) -> [Float] {
    switch value {
    case .fixed32(let bits): return [Float(bitPattern: bits)]
    case .bytes(let bytes):
      guard bytes.count.isMultiple(of: 4) else { throw Damage(reason: "it has \(bytes.count) bytes of numbers of four") }
      return stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    case .varint, .fixed64: throw Damage(reason: "it has a number of another wire type than its field's")
    }
  }
}

extension WireReader.Field.Value {
  var bytes: UnsafeRawBufferPointer? { if case .bytes(let bytes) = self { bytes } else { nil } }
  var varint: UInt64? { if case .varint(let number) = self { number } else { nil } }
}
