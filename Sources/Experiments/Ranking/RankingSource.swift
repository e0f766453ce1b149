internal import FoundationEssentials
internal import Store

/// A ranking experiment whose supernets another experiment goes on with: one that stands in a file of its own, or as a whole under the key
/// `ranking`.
public enum RankingSource: Hashable, Sendable {
  case file(String), own(RankingExperiment)
}

/// A path, or a ranking experiment's mapping.
extension RankingSource: Codable {
  public init(from decoder: any Decoder) throws {
    if let path = try? decoder.singleValueContainer().decode(String.self) {
      self = .file(path)
    } else {
      self = .own(try RankingExperiment(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .file(let path): try container.encode(path)
    case .own(let experiment): try container.encode(experiment)
    }
  }
}

extension RankingSource: CustomStringConvertible {
  /// As tables and remarks call it.
  public var description: String {
    switch self {
    case .file(let path): path
    case .own(let experiment): experiment.name
    }
  }

  /// The experiment, read where it is a file. Throws `ExperimentError` where that cannot be read or is no ranking.
  func experiment() throws(ExperimentError) -> RankingExperiment {
    switch self {
    case .own(let experiment): return experiment
    case .file(let path):
      let path = Shipped.path(path, ProcessInfo.processInfo.environment), text: String
      do { text = String(decoding: try readFile(path, limit: 1 << 24), as: UTF8.self) } catch {
        throw .value(field: "ranking", reason: "\(path) cannot be read: \(error); name a ranking experiment's file")
      }
      let declared = try ExperimentKinds([RankingExperiment.self]).experiment(reading: text, file: path)
      guard let ranking = declared as? RankingExperiment else {
        throw .value(field: "ranking", reason: "is \(path), which ranks no supernets")
      }
      return ranking
    }
  }

  func validate() throws(ExperimentError) {
    switch self {
    case .file(let path): try need(!path.isEmpty, "ranking", "is empty, should be a ranking experiment or its file")
    case .own(let experiment):
      do throws(ExperimentError) { try experiment.validate() } catch {
        guard case .value(let field, let reason) = error else { throw error }
        throw .value(field: "ranking.\(field)", reason: reason)
      }
    }
  }
}
