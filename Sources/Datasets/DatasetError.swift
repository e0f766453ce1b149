public import Imaging

/// What can be wrong with images on disk or with the settings that choose them, each case with what to do next.
public enum DatasetError: Error, Hashable, CustomStringConvertible {
  /// None of the places holds the file.
  case missing(file: String, looked: [String], remedy: String)
  /// The system does not let the file be read; the reason is its own.
  case unreadable(file: String, reason: String)
  /// The file, once decompressed, is not as long as the official one (bytes).
  case wrongSize(file: String, expected: Int, found: String, remedy: String)
  /// The compressed stream is damaged.
  case undecodable(file: String, format: String, reason: String, remedy: String)
  /// The header or a record says what cannot be.
  case malformed(file: String, reason: String, remedy: String)
  /// The length is right, the content (its SHA-256, in hexadecimal) is not that of the official file.
  case wrongContent(file: String, expected: String, found: String, remedy: String)
  /// A photograph cannot be read or decoded.
  case picture(ImagingError)
  /// A field of a spec has a value that cannot be used.
  case invalid(field: String, reason: String)
  /// A split asks for more images than there are.
  case tooFewImages(split: String, requested: Int, available: Int)

  /// Whether files are at fault, and not the settings: the command ends with exit code 4 then.
  public var concernsFiles: Bool {
    switch self {
    case .missing, .unreadable, .wrongSize, .undecodable, .malformed, .wrongContent, .picture: true
    case .invalid, .tooFewImages: false
    }
  }

  public var description: String {
    switch self {
    case .missing(let file, let looked, let remedy): "\(file) is missing (looked in \(looked.joined(separator: ", "))): \(remedy)"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason); check its permissions and that it is a regular file"
    case .wrongSize(let file, let expected, let found, let remedy):
      "\(file) should hold \(expected) bytes once decompressed but holds \(found): \(remedy)"
    case .undecodable(let file, let format, let reason, let remedy): "\(file) is not sound \(format): \(reason); \(remedy)"
    case .malformed(let file, let reason, let remedy): "\(file) does not hold what its name says: \(reason); \(remedy)"
    case .wrongContent(let file, let expected, let found, let remedy):
      "\(file) differs from the official file: its decompressed content should have SHA-256 \(expected) but has \(found): \(remedy)"
    case .picture(let error): error.description
    case .invalid(let field, let reason): "\(field): \(reason)"
    case .tooFewImages(let split, let requested, let available):
      "the \(split) split asks for \(requested) images and \(available) are there: ask for fewer"
    }
  }
}
