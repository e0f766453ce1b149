/// What can be wrong with a file of a picture, each case with what to do next.
public enum ImagingError: Error, Hashable, CustomStringConvertible {
  /// The system does not let the file be read; the reason is its own.
  case unreadable(file: String, reason: String)
  /// The first bytes are those of no format that is read.
  case unknownFormat(file: String)
  /// The decoder, whose words the reason is, cannot make an image of the bytes.
  case undecodable(file: String, format: String, reason: String)
  /// The file has more bytes, or its image more pixels, than are read.
  case tooLarge(file: String, found: String, limit: String)
  /// The encoder, whose words the reason is, cannot make a file of the image.
  case unwritable(file: String, reason: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason); check its permissions and that it is a regular file"
    case .unknownFormat(let file): "\(file) is no JPEG, PNG or BMP: convert it to one of them, or take it out of the folder"
    case .undecodable(let file, let format, let reason):
      "\(file) is not a sound \(format): \(reason); get the file again, or take it out of the folder"
    case .tooLarge(let file, let found, let limit):
      "\(file) has \(found), and at most \(limit) are read: shrink it, or take it out of the folder"
    case .unwritable(let file, let reason): "\(file) cannot be made: \(reason); write a smaller image"
    }
  }
}
