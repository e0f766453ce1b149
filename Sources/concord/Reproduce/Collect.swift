import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Reporting
import Store

/// `concord gc`: what lies in a folder of results and no experiment names; removes it where that is asked for.
struct Collect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "List run files that no experiment names, and remove them.",
    discussion: """
      All experiments of all profiles are planned as 'reproduce --dry-run' does; what other jobs left is listed with its size, and so are \
      folders of nights that stand in the history and temporaries of processes that are gone. Nothing is removed without --delete. Kept in any case: jobs that run or that Slurm was \
      given, files that are no job's or damaged, links to files, and what may belong to an experiment that cannot be planned to its end here, because its images are missing \
      or earlier jobs are not done. A folder of run files that is a link is looked into where both are yours.

      EXAMPLES
        concord gc
        concord gc --results results --json
        concord gc --benchmarks Benchmarks --benchmarks ~/experiments
        concord gc --delete
      """)

  @Option(help: "The folder of run files.") var results = "results"
  @Option(help: "Where profiles are, once for each folder of them.") var benchmarks = [ProfileFolder.shipped]
  @Option(help: "The folder of what nights measured, by default 'history' in the folder of run files.") var history: String?
  @Flag(help: "Remove what is listed.") var delete = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard results != "", history != "" else { throw ValidationError("An empty path: name a folder.") }
  }

  func run() async throws {
    guard FileManager.default.fileExists(atPath: results) else { throw CommandError.notFound(path: results) }
    if delete {
      // Nobody plans or starts jobs meanwhile.
      let lock = try ResultsLock.take(results)
      try collect()
      _ = consume lock
    } else {
      try collect()
    }
  }

  private func collect() throws {
    let own = Results(results), surroundings = Surroundings(results: own, environment: ProcessInfo.processInfo.environment)
    // First of all: what jobs leave that end from now on, plans may not know yet.
    let listing = try own.listing(), history = history ?? "\(results)/history"
    let nights = try NightFolders(below: results, history: NightHistory(reading: history))
    let submitted = Set(try Submissions(results: results).tasks().flatMap(\.jobs))
    let (named, experiments) = try named(surroundings)
    try surroundings.save()
    let (leftovers, unknown, damaged) = own.leftovers(in: listing, besides: named.digests, summarizing: named.traits)
    let reserved = named.reserved(among: leftovers)
    var answer = CollectAnswer(
      results: results, experiments: experiments, removed: delete, open: named.open, unknown: unknown, damaged: damaged,
      links: listing.links,
      abandoned: listing.abandoned, nights: nights)
    // What is gone is said, whatever happens to the rest.
    defer { say(answer) }
    for leftover in leftovers {
      if submitted.contains(leftover.digest) {
        answer.running.append((leftover, "Slurm's queue"))
      } else if reserved.contains(leftover.digest) {
        answer.reserved.append(leftover)
      } else if let runner = try delete ? own.remove(leftover) : own.files(kind: leftover.kind, digest: leftover.digest).runner() {
        answer.running.append((leftover, runner))
      } else {
        answer.unnamed.append(leftover)
      }
    }
    if delete { try own.removeAbandoned(in: listing) }
    if delete && !nights.finished.isEmpty {
      // A night of this history ends first, and so does one of another history that has the folder.
      let lock = try ResultsLock.take(history)
      for night in nights.finished {
        let own = try ResultsLock.take(night.path)
        try night.remove()
        _ = consume own
      }
      _ = consume lock
    }
  }

  private func say(_ answer: CollectAnswer) {
    do { Console.result(json ? try answer.json().rendered() : answer.text()) } catch { Console.complain("\(error)") }
  }

  /// The jobs of all experiments, and how many these are.
  private func named(_ surroundings: Surroundings) throws -> (jobs: NamedJobs, experiments: Int) {
    var named = NamedJobs()
    let profiles = try benchmarks.flatMap { folder in
      try ProfileFolder.profiles(in: folder).map { try ProfileFolder($0, in: folder) }
    }
    let files = try profiles.flatMap { profile in try profile.experiments.map { try profile.file(of: $0) } }
    Console.complain("planning \(files.count) \(files.count == 1 ? "experiment" : "experiments")")
    for file in files {
      try named.add(try ExperimentKinds.house.experiment(reading: try InputFile.experiment(file), file: file), surroundings)
    }
    return (named, files.count)
  }
}
