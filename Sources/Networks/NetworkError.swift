/// What can be wrong between a space and its plans, each case with its remedy. `init` throws `unsupported` and `exceeds`, `Network.plan`
/// all.
public enum NetworkError: Error, Hashable, CustomStringConvertible {
  /// A layer that no instruction computes where it stands.
  case unsupported(operation: String, reason: String)
  /// Candidates that the space does not have, or of other choices.
  case subnet(kept: [[Int]], choices: [Int])
  /// A subnet keeps several candidates of a choice, and the arena was made for one.
  case several(choice: String)
  /// A subnet keeps no candidate of a choice whose output is read by itself, not as a term of a sum, and the arena was made for one.
  case none(choice: String)
  /// A subnet is weighted by a mixture, and the arena was made for one candidate of each choice.
  case weighted
  /// Skips that are linear maps, and no neighbour that could take them in.
  case unfoldable(skips: [String], before: String, after: String)
  /// A plan wants more than was measured for it.
  case exceeds(plan: String)

  public var description: String {
    switch self {
    case .unsupported(let operation, let reason): "operation \(operation) cannot be computed: \(reason)"
    case .subnet(let kept, let choices):
      "subnet \(kept.map { $0.map(String.init).joined(separator: "+") }.joined(separator: ",")) does not name candidates of the \(choices.count) choices: give a row for each, of numbers below \(choices.map(String.init).joined(separator: ", "))"
    case .several(let choice):
      "\(choice) keeps several candidates and the network was made for one: make it for mixtures, or score with several"
    case .none(let choice): "\(choice) keeps no candidate and nothing stands in for it: keep one"
    case .weighted: "a subnet under a mixture needs a network made for mixtures, or one that scores several"
    case .unfoldable(let skips, let before, let after):
      "\(skips.joined(separator: ", ")) cannot be folded: \(before), and \(after); train the net alone, where the skip is nothing"
    case .exceeds(let plan): "\(plan) wants more memory than was measured for its network: report this, with the space"
    }
  }
}
