private import func Spaces.nearest

/// The kinds of experiments that are known: a value, so that a test adds one without touching a list.
public struct ExperimentKinds: Sendable {
  /// In the order in which errors list their keys.
  public let all: [any Experiment.Type]

  /// Each has a key of its own. Traps where two share one.
  public init(_ all: [any Experiment.Type]) {
    precondition(Set(all.map { $0.key }).count == all.count, "two kinds of experiments of one key")
    self.all = all
  }

  /// What this concord runs.
  public static let house = ExperimentKinds([
    RankingExperiment.self, RelaxationExperiment.self, TablesExperiment.self, SearchExperiment.self, LiveSearchExperiment.self,
    ShrinkingExperiment.self,
  ])

  /// Keys of kinds that had another name.
  private static let renamed = ["supernetSearches": LiveSearchExperiment.key]

  /// Reads a file of whatever kind: exactly one kind's key stands in it. Throws `ExperimentError` with the line and the field; where none
  /// stands there, with the known key that is nearest.
  ///
  /// - Parameter seedsMovedBy: is added to every seed of training and searching, so that the same nets are trained on the same images by other
  ///   random numbers; names of jobs follow from it. 0 is the experiment as it stands.
  public func experiment(reading text: String, file: String, seedsMovedBy offset: Int = 0) throws(ExperimentError) -> any Experiment {
    let keys = try StrictYAML.keys(text, file: file), known = all.map { $0.key }
    let found = all.filter { kind in keys.contains { $0.key == kind.key } }
    guard found.count < 2, let kind = found.first else {
      if found.isEmpty {
        for (key, place) in keys {
          if let renamed = Self.renamed[key] {
            throw .wrong(place: place, field: key, reason: "is called '\(renamed)' since version 0.2: write that")
          }
        }
        for (key, place) in keys {
          if let nearest = nearest(to: key, among: known) { throw .unknownKey(place: place, key: key, nearest: nearest, known: known) }
        }
      }
      throw .wrong(
        place: file, field: found.map { $0.key }.joined(separator: " and "),
        reason: found.isEmpty
          ? "says no kind of experiment: one of \(known.joined(separator: ", ")) should stand in it"
          : "stand in one file: an experiment is of one kind")
    }
    return try Self.decode(kind, text, file, offset)
  }

  private static func decode<Kind: Experiment>(
    _ kind: Kind.Type, _ text: String, _ file: String, _ offset: Int
  ) throws(ExperimentError) -> any Experiment {
    try StrictYAML.decode(Kind.self, text, file: file, seedsMovedBy: offset)
  }
}
