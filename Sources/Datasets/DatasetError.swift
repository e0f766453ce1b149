/// What can be wrong with data on disk, each case with what was expected and how to get it.
public enum DatasetError: Error, Hashable, CustomStringConvertible {
  case missing(file: String, remedy: String)

  public var description: String {
    switch self {
    case .missing(let file, let remedy): "\(file) is missing: \(remedy)"
    }
  }
}
