/// What can be wrong with a policy's options or its written state, each case with what to do next.
public enum PolicyError: Error, Hashable, CustomStringConvertible {
  /// A field of the options has a value that cannot be used.
  case invalid(field: String, reason: String)
  /// Written weights do not fit the policy that they belong to.
  case state(field: String, wanted: Int, found: Int)

  public var description: String {
    switch self {
    case .invalid(let field, let reason): "policy: \(field): \(reason)"
    case .state(let field, let wanted, let found):
      "the policy's \(field) are \(found) numbers where \(wanted) are needed: the state is damaged or of another space; start the search anew"
    }
  }
}
