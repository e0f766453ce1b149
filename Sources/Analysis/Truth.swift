import Digests
public import Store

/// What predictions are held against: nets that were trained alone, or a published table of nets.
public enum Truth: Sendable {
  case trained([StandAloneRun])
  /// The table's values of these nets, canonical texts.
  case published(PublishedTable, nets: [String])

  var note: TargetNote {
    switch self {
    case .trained: TargetNote(name: "stand-alone", what: "test accuracy at the last epoch", source: nil, digest: nil)
    case .published(let table, _):
      TargetNote(name: "published", what: "published \(table.what)", source: table.source, digest: table.digest.hex)
    }
  }
}

/// The target of a study in the words that tables and figures use.
public struct TargetNote: Codable, Hashable, Sendable {
  /// `stand-alone` or `published`; and what the numbers are.
  public let name: String, what: String
  /// Whose they are and the SHA-256 of their file; nil for nets trained here.
  public let source: String?, digest: String?
}
