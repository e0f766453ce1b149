/// Why run files cannot be made into a study, each case with its remedy.
public enum AnalysisError: Error, Hashable, CustomStringConvertible {
  /// No run of a kind that the study needs.
  case noRuns(kind: String, wanted: String)
  /// A run of another space than the study's.
  case space(run: String, found: String, expected: String)
  /// An architecture that the space cannot read, or that a baseline cannot encode.
  case architecture(run: String, reason: String)
  /// A supernet was not evaluated on a net of the design.
  case missingScore(run: String, architecture: String)
  /// A table cannot be used.
  case table(reason: String)
  /// A look-up table of latencies cannot be used; the reason says which line.
  case lookupTable(reason: String)
  /// Two files claim to be the same run.
  case twice(run: String)
  /// Runs of one strategy do not fit together.
  case uneven(strategy: String, reason: String)
  /// A declared contrast names something that was not run.
  case unknownName(String, known: [String])

  public var description: String {
    switch self {
    case .noRuns(let kind, let wanted): "no \(kind) run with \(wanted): run the experiment first, or correct its primary block"
    case .space(let run, let found, let expected): "\(run) is of space \(found), the study of \(expected): analyse one space at a time"
    case .architecture(let run, let reason): "\(run): \(reason)"
    case .missingScore(let run, let architecture): "\(run) has no score of net \(architecture): evaluate it on the whole design"
    case .table(let reason): "the table cannot be used: \(reason); correct it, or take the file that is meant"
    case .lookupTable(let reason): "the look-up table cannot be used: \(reason)"
    case .twice(let run): "\(run) was found twice: keep one file, or separate the experiments"
    case .uneven(let strategy, let reason): "the runs of \(strategy) do not fit together: \(reason)"
    case .unknownName(let name, let known): "'\(name)' is none of what was run here; known: \(known.joined(separator: ", "))"
    }
  }
}
