/// What can be wrong with an experiment's file, each case with where it is wrong and what to write instead.
public enum ExperimentError: Error, Hashable, CustomStringConvertible {
  /// `place` is "file:line".
  case unknownKey(place: String, key: String, nearest: String?, known: [String])
  case wrong(place: String, field: String, reason: String)
  case value(field: String, reason: String)

  public var description: String {
    switch self {
    case .unknownKey(let place, let key, let nearest, let known):
      "\(place): there is no key '\(key)' here" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " (known: \(known.sorted().joined(separator: ", ")))"
    case .wrong(let place, let field, let reason): "\(place): \(field.isEmpty ? "the file" : field) \(reason)"
    case .value(let field, let reason): "\(field): \(reason)"
    }
  }
}
