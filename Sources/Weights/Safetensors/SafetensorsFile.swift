internal import Store

/// A safetensors file (github.com/huggingface/safetensors), read in place: tensors by name, each looked at when it is asked for.
///
///     let file = try SafetensorsFile(reading: "fairnas-a.safetensors")
///     let weights = try file.floats(file.tensors[0])
///
/// The layout: eight bytes with the length of a JSON header, the header, and the tensors' numbers one behind the other, little-endian,
/// each in row-major order. Nothing that the header says is believed before it is checked against the file's size.
public struct SafetensorsFile: Sendable {
  /// What the header says of one tensor.
  public struct Tensor: Hashable, Sendable {
    public let name: String
    public let type: ElementType
    /// Lengths of the axes, the slowest first; none for a single number.
    public let shape: [Int]
    /// Its bytes behind the header.
    let place: Range<Int>
  }

  /// As errors name the file.
  public let path: String
  /// In the order of their bytes.
  public let tensors: [Tensor]
  /// The writer's words, by key.
  public let metadata: [String: String]
  private let file: MappedFile

  /// The header's key for words; no tensor's name.
  static let metadataName = "__metadata__"

  /// Opens and checks a file. Throws `StoreError` where it cannot be read, `notSafetensors` and `tensor` where it contradicts itself.
  public init(reading path: String) throws {
    file = try MappedFile(path)
    let header = try SafetensorsHeader(file.bytes, path: path)
    (self.path, tensors, metadata) = (path, header.tensors, header.metadata)
  }

  /// A tensor's numbers in row-major order, as float32. Throws `type` for integers and `notFinite`.
  public func floats(_ tensor: Tensor) throws(WeightsError) -> [Float] {
    let all = tensors.last?.place.upperBound ?? 0, begin = file.bytes.count - all
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[begin + tensor.place.lowerBound..<begin + tensor.place.upperBound])
    guard let floats = tensor.type.floats(bytes) else { throw .type(path: path, name: tensor.name, found: tensor.type.rawValue) }
    guard floats.allSatisfy({ $0.isFinite }) else { throw .notFinite(path: path, name: tensor.name) }
    return floats
  }
}
