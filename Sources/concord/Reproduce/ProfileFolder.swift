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
    let profiles = try Self.profiles(in: benchmarks)
    experiments = Self.experiments(in: path)
    guard !experiments.isEmpty else {
      throw .unknownProfile(profile, folder: benchmarks, nearest: nearest(to: profile, among: profiles), known: profiles)
    }
  }

  /// The profiles below a folder, in alphabetical order. Throws `CommandError.noBenchmarks` where there are none.
  static func profiles(in benchmarks: String) throws(CommandError) -> [String] {
    let profiles = files(in: benchmarks).filter { !experiments(in: "\(benchmarks)/\($0)").isEmpty }.sorted()
    guard !profiles.isEmpty else { throw .noBenchmarks(path: benchmarks) }
    return profiles
  }

  /// The file of an experiment. Throws `CommandError.unknownExperiment` where there is none of that name.
  func file(of experiment: String) throws(CommandError) -> String {
    guard experiments.contains(experiment) else {
      throw .unknownExperiment(experiment, folder: path, nearest: nearest(to: experiment, among: experiments), known: experiments)
    }
    return "\(path)/\(experiment).yaml"
  }

  /// Where profiles are unless said.
  static var shipped: String { Installation.path("Benchmarks") }

  private static func experiments(in folder: String) -> [String] {
    files(in: folder).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Nothing where there is no such folder.
  private static func files(in folder: String) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch { return [] }
  }
}
