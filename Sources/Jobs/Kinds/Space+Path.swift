internal import Spaces

extension Space {
  /// The path that a text names. Throws where the architecture keeps more or less than one candidate a choice.
  func path(_ text: String) throws -> [Int] {
    guard let path = try architecture(text).path else {
      throw WorkError.spec(reason: "architectures: \(text) keeps more or less than one candidate for a choice")
    }
    return path
  }
}
