import Spaces
import Testing

/// A change that breaks NAS-Bench-Macro, the field that is named, and part of what is said.
struct Break: Sendable, CustomTestStringConvertible {
  let field: String, reason: String
  let change: @Sendable (inout Space) -> Void
  var testDescription: String { "\(field): \(reason)" }

  init(_ field: String, _ reason: String, _ change: @escaping @Sendable (inout Space) -> Void) {
    self.field = field
    self.reason = reason
    self.change = change
  }

  /// NAS-Bench-Macro with the change is refused, and the field is named.
  func check() {
    var space = Space.nasBenchMacro()
    change(&space)
    let error = #expect(throws: SpaceError.self) { try space.validate() }
    guard case .invalid(_, let field, let reason) = error else {
      Issue.record("not .invalid: \(String(describing: error))")
      return
    }
    #expect(field == self.field)
    #expect(reason.contains(self.reason), "\(reason)")
  }
}
