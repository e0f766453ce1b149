/// What can go wrong with a run file, each case with its remedy.
public enum StoreError: Error, Hashable, CustomStringConvertible {
  case cannotOpen(path: String, reason: String)

  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "\(path) cannot be opened (\(reason)): check that it is a whole run file"
    }
  }
}
