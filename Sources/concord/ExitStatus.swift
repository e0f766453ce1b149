import Datasets
import Experiments
import Jobs
import Reporting
import Scores
import Spaces
import Statistics
import Store
import Weights

/// The exit codes of the command, and which error ends with which.
enum ExitStatus: Int32, Comparable {
  case done = 0
  case failure = 1
  case usage = 2
  case outsideReference = 3
  case dataMissing = 4
  /// Stopped by SIGHUP, Ctrl-C or SIGTERM: 128 and the signal's number, as shells have it.
  case hungUp = 129, interrupted = 130, terminated = 143

  /// What an error of any room says to the shell.
  init(_ error: any Error) {
    switch error {
    case let error as CommandError: self = error.status
    case is SpaceError, WeightsError.noReleasedNames: self = .usage
    case let error as DatasetError: self = error.concernsFiles ? .dataMissing : .usage
    case StoreError.notFound, WorkError.data: self = .dataMissing
    case let error as ExperimentError: self = error.concernsFiles ? .dataMissing : .usage
    case ReportingError.name: self = .usage
    case ScoresError.at, ScoresError.places, ScoresError.pattern, ScoresError.exhausted, ScoresError.orientation, ScoresError.ambiguous,
      ScoresError.withoutEffect,
      StoreError.noObject:
      self = .usage
    case JobsError.failed(let failures, _):
      self = max(.failure, failures.compactMap { $0.code.flatMap(Self.init(rawValue:)) }.max() ?? .failure)
    case JobsError.interrupted(let signal, _), JobsError.detached(let signal, _, _, _), WorkError.interrupted(let signal, _):
      self = Self(rawValue: 128 + signal) ?? .failure
    case StatisticsError.cut, StatisticsError.range: self = .usage
    default: self = .failure
    }
  }

  /// Of several failures the command ends with the largest code.
  static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.rawValue < b.rawValue }
}
