internal import FoundationEssentials

/// The JSON in front of a safetensors file's numbers, checked before anything is believed: what each tensor is and where it lies.
///
/// A header may name no tensor twice, and its tensors fill the rest of the file one behind the other, without gaps and without overlaps:
/// so no number belongs to two tensors, and no size is larger than the file.
struct SafetensorsHeader {
  /// In the order of their bytes.
  let tensors: [SafetensorsFile.Tensor]
  /// What the writer says of the file, in words.
  let metadata: [String: String]

  /// The longest header that is read, in bytes; a network of a thousand tensors has 100 kB.
  static let longest = 16 << 20
  /// The length stands in front, little-endian.
  static let lengthWidth = 8

  /// - Parameter bytes: of the whole file.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(WeightsError) {
    func wrong(_ reason: String) -> WeightsError { .notSafetensors(path: path, reason: reason) }
    guard bytes.count >= Self.lengthWidth else { throw wrong("it has \(bytes.count) bytes, its header's length alone takes 8") }
    let claimed = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)), rest = bytes.count - Self.lengthWidth
    guard claimed <= UInt64(min(rest, Self.longest)) else {
      throw wrong("its header claims \(claimed) bytes where at most \(min(rest, Self.longest)) can be")
    }
    let length = Int(claimed), text = UnsafeRawBufferPointer(rebasing: bytes[Self.lengthWidth..<Self.lengthWidth + length])
    guard text.first == UInt8(ascii: "{") else { throw wrong("its header does not begin with '{'") }
    let members: [String: Member]
    do { members = try JSONDecoder().decode([String: Member].self, from: Data(text)) } catch {
      throw wrong("its header is no JSON of tensors: \(Self.sentence(error))")
    }
    guard Self.count(of: text) == members.count else { throw wrong("its header says a name twice") }
    var metadata: [String: String] = [:], entries: [(name: String, entry: Entry)] = []
    for (name, member) in members {
      switch member {
      case .metadata(let words): metadata = words
      case .tensor(let entry): entries.append((name, entry))
      }
    }
    // By place, then by length and name: empty tensors stand where others begin.
    entries.sort { ($0.entry.offsets[0], $0.entry.offsets[1], $0.name) < ($1.entry.offsets[0], $1.entry.offsets[1], $1.name) }
    var end = 0, tensors: [SafetensorsFile.Tensor] = []
    for (name, entry) in entries {
      let tensor = try Self.tensor(name, entry, behind: end, of: rest - length, path)
      end = tensor.place.upperBound
      tensors.append(tensor)
    }
    guard end == rest - length else { throw wrong("its tensors fill \(end) bytes of \(rest - length)") }
    (self.tensors, self.metadata) = (tensors, metadata)
  }

  /// One entry as a tensor. Throws `tensor` where it does not begin at `end`, leaves the file or has not as many bytes as its shape says.
  private static func tensor(
    _ name: String, _ entry: Entry, behind end: Int, of size: Int, _ path: String
  ) throws(WeightsError) -> SafetensorsFile.Tensor {
    func wrong(_ reason: String) -> WeightsError { .tensor(path: path, name: name, reason: reason) }
    guard let type = ElementType(rawValue: entry.dtype) else {
      throw wrong("has the type '\(entry.dtype.prefix(40))', and \(ElementType.allCases.map(\.rawValue).joined(separator: ", ")) are read")
    }
    let (first, last) = (entry.offsets[0], entry.offsets[1])
    guard first >= 0, first <= last, last <= size else { throw wrong("lies at \(first) to \(last) of \(size) bytes") }
    guard first == end else { throw wrong(first < end ? "overlaps the one before it" : "leaves a gap of \(first - end) bytes before it") }
    guard entry.shape.count <= 16, entry.shape.allSatisfy({ $0 >= 0 }) else { throw wrong("has a shape that no tensor has") }
    let bytes = entry.shape.reduce((type.width, false)) { product, n in
      let next = product.0.multipliedReportingOverflow(by: n)
      return (next.partialValue, product.1 || next.overflow)
    }
    guard !bytes.1, bytes.0 == last - first else { throw wrong("has \(last - first) bytes, and its shape \(entry.shape) wants others") }
    return SafetensorsFile.Tensor(name: name, type: type, shape: entry.shape, place: first..<last)
  }

  /// How many members the outermost object has, those of one name counted each: colons outside texts, one level deep.
  private static func count(of text: UnsafeRawBufferPointer) -> Int {
    var depth = 0, isText = false, isEscaped = false, count = 0
    for byte in text {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: count += 1
      default: break
      }
    }
    return count
  }

  /// What the decoder complains of, shortened.
  private static func sentence(_ error: any Error) -> String {
    guard case let error as DecodingError = error else { return String("\(error)".prefix(200)) }
    return switch error {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
      String((context.codingPath.map { "\($0.stringValue): " }.joined() + context.debugDescription).prefix(200))
    @unknown default: String("\(error)".prefix(200))
    }
  }

  private struct Entry: Decodable {
    let dtype: String, shape: [Int], offsets: [Int]
    private enum CodingKeys: String, CodingKey { case dtype, shape, offsets = "data_offsets" }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      dtype = try container.decode(String.self, forKey: .dtype)
      shape = try container.decode([Int].self, forKey: .shape)
      offsets = try container.decode([Int].self, forKey: .offsets)
      guard offsets.count == 2 else {
        throw DecodingError.dataCorruptedError(forKey: .offsets, in: container, debugDescription: "a begin and an end are needed")
      }
    }
  }

  private enum Member: Decodable {
    case metadata([String: String]), tensor(Entry)

    init(from decoder: any Decoder) throws {
      if decoder.codingPath.last?.stringValue == SafetensorsFile.metadataName {
        self = .metadata(try [String: String](from: decoder))
      } else {
        self = .tensor(try Entry(from: decoder))
      }
    }
  }
}
