/// The types of numbers that a safetensors file may hold and that are read here, by the format's words, little-endian.
public enum ElementType: String, CaseIterable, Hashable, Sendable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  /// The upper half of a float32.
  case bfloat16 = "BF16"
  case integer64 = "I64"

  /// Bytes of one number.
  public var width: Int {
    switch self {
    case .float64, .integer64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    }
  }

  /// The numbers of `bytes` as float32, rounded to the nearest where they are wider; nil for integers, which are no weights.
  func floats(_ bytes: UnsafeRawBufferPointer) -> [Float]? {
    func all<Bits: FixedWidthInteger & BitwiseCopyable>(_ type: Bits.Type, _ value: (Bits) -> Float) -> [Float] {
      [Float](unsafeUninitializedCapacity: bytes.count / width) { buffer, count in
        count = bytes.count / width
        for i in 0..<count { buffer[i] = value(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: i * width, as: type))) }
      }
    }
    return switch self {
    case .float64: all(UInt64.self) { Float(Double(bitPattern: $0)) }
    case .float32: all(UInt32.self) { Float(bitPattern: $0) }
    case .float16: all(UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .bfloat16: all(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .integer64: nil
    }
  }
}
