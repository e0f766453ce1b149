internal import Digests
public import Store

/// Writes tensors as a safetensors file, whole or not at all; the same tensors give the same bytes.
///
///     try SafetensorsWriter(metadata: ["format": "pt"]).write(tensors, to: "net.safetensors")
public struct SafetensorsWriter: Sendable {
  /// What one tensor becomes: float32, or int64 where PyTorch counts.
  public enum Values: Hashable, Sendable {
    case floats([Float])
    case integers([Int64])

    var type: ElementType { if case .floats = self { .float32 } else { .integer64 } }
    /// Numbers of all axes together.
    public var count: Int {
      switch self {
      case .floats(let values): values.count
      case .integers(let values): values.count
      }
    }
  }

  /// A tensor to be written; its values fill the shape, in row-major order.
  public struct Tensor: Hashable, Sendable {
    public let name: String, shape: [Int], values: Values

    public init(_ name: String, shape: [Int], _ values: Values) {
      precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) values do not fill \(shape)")
      (self.name, self.shape, self.values) = (name, shape, values)
    }
  }

  /// Words about the file; `format: pt` says that PyTorch's layout is meant.
  public var metadata: [String: String]

  public init(metadata: [String: String] = ["format": "pt"]) { self.metadata = metadata }

  /// Wide types first, then by name, as the format's own writer has them, so that every tensor is aligned. Names are unique. Throws what
  /// writing throws.
  public func write(_ tensors: [Tensor], to path: String) throws(StoreError) {
    let ordered = tensors.sorted { (-$0.values.type.width, $0.name) < (-$1.values.type.width, $1.name) }
    try AtomicFile.replace(
      path,
      content: { write in
        let header = try header(ordered)
        try withUnsafeBytes(of: UInt64(header.count).littleEndian) { try write($0) }
        try header.withUnsafeBytes { try write($0) }
        for tensor in ordered {
          switch tensor.values {
          case .floats(let values): try values.map { $0.bitPattern.littleEndian }.withUnsafeBytes { try write($0) }
          case .integers(let values): try values.map { $0.littleEndian }.withUnsafeBytes { try write($0) }
          }
        }
      })
  }

  /// JSON, filled up with spaces to a multiple of eight bytes.
  private func header(_ tensors: [Tensor]) throws -> [UInt8] {
    var members: [String: JSONValue] = [:], end = 0
    if !metadata.isEmpty { members[SafetensorsFile.metadataName] = .object(metadata.mapValues { .text($0) }) }
    for tensor in tensors {
      let first = end
      end += tensor.values.count * tensor.values.type.width
      members[tensor.name] = .object([
        "dtype": .text(tensor.values.type.rawValue), "shape": .array(tensor.shape.map { .integer($0) }),
        "data_offsets": .array([.integer(first), .integer(end)]),
      ])
    }
    let text = Array(try CanonicalJSON.encode(JSONValue.object(members)))
    return text + [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
  }
}
