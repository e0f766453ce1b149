import Digests
import Spaces
public import Store

/// What predictions are held against: nets that were trained alone, or a published table of nets.
public enum Truth: Sendable {
  case trained([StandAloneRun])
  /// The table's values of these nets, canonical texts.
  case published(PublishedTable, nets: [String])

  var note: TargetNote {
    switch self {
    case .trained(let runs):
      TargetNote(
        name: "stand-alone", what: "test \((runs.first?.metric ?? .accuracy).name) at the last epoch", source: nil, digest: nil)
    case .published(let table, _):
      TargetNote(name: "published", what: "published \(table.what)", source: table.source, digest: table.digest.hex)
    }
  }
}

extension Truth {
  /// What scores are held against where it is asked whether a supernet is trained at all.
  func chance(_ space: Space) -> TrainingEvidence.Chance {
    if case .trained(let runs) = self, let first = runs.first, first.metric != .accuracy {
      return .interpolation(first.bicubic?.validation.mean)
    }
    return .classes(space.classes)
  }
}

/// The target of a study in the words that tables and figures use.
public struct TargetNote: Codable, Hashable, Sendable {
  /// `stand-alone` or `published`; and what the numbers are.
  public let name: String, what: String
  /// Whose they are and the SHA-256 of their file; nil for nets trained here.
  public let source: String?, digest: String?
}
