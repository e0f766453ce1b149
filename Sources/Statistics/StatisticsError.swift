/// What can be wrong with numbers that are to be ranked, each case with its remedy.
public enum StatisticsError: Error, Hashable, CustomStringConvertible {
  case lengths(Int, Int)

  public var description: String {
    switch self {
    case .lengths(let a, let b): "\(a) values stand against \(b): give one pair for each architecture"
    }
  }
}
