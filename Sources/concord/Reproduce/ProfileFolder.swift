import FoundationEssentials
import Spaces

/// A folder of declared experiments, such as `Benchmarks/laptop`.
struct ProfileFolder {
  private let path: String
  /// Names of its experiments, in alphabetical order.
  let experiments: [String]

  /// - Throws: `CommandError.noBenchmarks` where there are no profiles, `.unknownProfile` where this is none of them.
  init(_ profile: String, in benchmarks: String) throws(CommandError) {
    path = "\(benchmarks)/\(profile)"
    let profiles = Self.files(in: benchmarks).filter { !Self.experiments(in: "\(benchmarks)/\($0)").isEmpty }.sorted()
    guard !profiles.isEmpty else { throw .noBenchmarks(path: benchmarks) }
    experiments = Self.experiments(in: path)
    guard !experiments.isEmpty else {
      throw .unknownProfile(profile, folder: benchmarks, nearest: nearest(to: profile, among: profiles), known: profiles)
    }
  }

  /// The file of an experiment. Throws `CommandError.unknownExperiment` where there is none of that name.
  func file(of experiment: String) throws(CommandError) -> String {
    guard experiments.contains(experiment) else {
      throw .unknownExperiment(experiment, folder: path, nearest: nearest(to: experiment, among: experiments), known: experiments)
    }
    return "\(path)/\(experiment).yaml"
  }

  private static func experiments(in folder: String) -> [String] {
    files(in: folder).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Nothing where there is no such folder.
  private static func files(in folder: String) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch { return [] }
  }
}
