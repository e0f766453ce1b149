internal import Spaces

extension Space {
  /// The path that a text of a spec's field names. Throws where the architecture keeps more or less than one candidate a choice.
  package func path(_ text: String, _ field: String) throws -> [Int] {
    guard let path = try architecture(text).path else {
      throw WorkError.spec(reason: "\(field): \(text) keeps more or less than one candidate for a choice")
    }
    return path
  }
}
