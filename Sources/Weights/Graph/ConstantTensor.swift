/// Numbers that a graph holds itself (`TensorProto`): single precision, or whole.
struct ConstantTensor: Sendable {
  /// Lengths, the last one varying fastest; none for a single number.
  let shape: [Int]
  /// One for each place.
  let numbers: Numbers

  enum Numbers: Sendable {
    case floats([Float]), integers([Int])
  }

  init(shape: [Int], _ numbers: Numbers) { (self.shape, self.numbers) = (shape, numbers) }

  var floats: [Float]? { if case .floats(let values) = numbers { values } else { nil } }
  /// The one whole number that it is.
  var integer: Int? { if case .integers(let values) = numbers, values.count == 1 { values[0] } else { nil } }
  /// The one number that it is, of whatever shape.
  var number: Float? { if case .floats(let values) = numbers, values.count == 1 { values[0] } else { nil } }

  /// Reads a message. One number may stand for all; memory is bounded by the message's own length, or by `repeatLimit` there.
  init(_ bytes: UnsafeRawBufferPointer) throws(WireReader.Damage) {
    var reader = WireReader(bytes), type = 0, shape: [Int] = [], content: UnsafeRawBufferPointer?
    var floats: [Float] = [], integers: [Int] = []
    while let field = try reader.next() {
      switch field.number {
      case 1: type = Int(truncatingIfNeeded: field.value.varint ?? 0)
      case 2: if let message = field.value.bytes { shape = try Self.shape(message) }
      case 4: content = field.value.bytes
      case 5: floats += try WireReader.floats(field.value)
      case 7, 10: integers += try WireReader.varints(field.value).map { Int(truncatingIfNeeded: $0) }
      default: break
      }
    }
    var count = 1
    for length in shape {
      guard length >= 0, length <= GraphDef.limit, count * length <= GraphDef.limit else {
        throw WireReader.Damage(reason: "a constant has the shape \(shape.prefix(8)): at most \(GraphDef.limit) numbers are read")
      }
      count *= length
    }
    self.shape = shape
    switch type {
    case Self.single:
      numbers = .floats(
        try Self.filled(floats, content, count) { (bytes) throws(WireReader.Damage) in
          try WireReader.floats(.bytes(bytes))
        })
    case Self.whole, Self.wide:
      let width = type == Self.whole ? 4 : 8
      numbers = .integers(
        try Self.filled(integers, content, count) { (bytes) throws(WireReader.Damage) in
          guard bytes.count.isMultiple(of: width) else { throw WireReader.Damage(reason: "a constant's bytes are cut off") }
          return stride(from: 0, to: bytes.count, by: width).map { at in
            width == 4
              ? Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int32.self)))
              : Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int64.self)))
          }
        })
    default: throw WireReader.Damage(reason: "a constant holds numbers of TensorFlow's type \(type): single precision (1) is read")
    }
  }

  /// TensorFlow's numbers of types: float, int32, int64.
  static let single = 1, whole = 3, wide = 9
  /// So many numbers may be one that is repeated.
  private static let repeatLimit = 1 << 12

  private static func filled<Number>(
    _ listed: [Number], _ content: UnsafeRawBufferPointer?, _ count: Int,
    _ read: (UnsafeRawBufferPointer) throws(WireReader.Damage) -> [Number]
  ) throws(WireReader.Damage) -> [Number] {
    let values = try content.map(read) ?? listed
    if values.count == count { return values }
    guard let last = values.last, values.count < count, count <= repeatLimit else {
      throw WireReader.Damage(reason: "a constant of \(count) numbers holds \(values.count)")
    }
    return values + [Number](repeating: last, count: count - values.count)
  }

  /// Lengths of a `TensorShapeProto`; −1 where one is not known.
  static func shape(_ bytes: UnsafeRawBufferPointer) throws(WireReader.Damage) -> [Int] {
    var reader = WireReader(bytes), shape: [Int] = []
    while let field = try reader.next() {
      guard field.number == 2, let message = field.value.bytes else { continue }
      var lengths = WireReader(message), length = 0
      while let member = try lengths.next() {
        if member.number == 1 { length = Int(truncatingIfNeeded: member.value.varint ?? 0) }
      }
      shape.append(length)
      guard shape.count <= 32 else { throw WireReader.Damage(reason: "a shape has more than 32 axes") }
    }
    return shape
  }
}
