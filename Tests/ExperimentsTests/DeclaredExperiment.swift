import Fixtures
import FoundationEssentials

/// The committed experiments, and edits of them.
enum DeclaredExperiment {
  static let profiles = ["smoke", "laptop", "nightly", "paper"]

  static func text(_ profile: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/\(profile)/ranking.yaml")), as: UTF8.self)
  }

  /// The smoke profile's text with one place changed; nil where the place is not there.
  static func smoke(_ old: String, _ new: String) throws -> String? {
    let text = try text("smoke")
    guard let range = text.firstRange(of: old) else { return nil }
    return text.replacingCharacters(in: range, with: new)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + self[range.upperBound...]
  }
}
