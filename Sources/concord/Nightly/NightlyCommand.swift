import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Reporting
import Statistics
import Store

/// `concord nightly`: measures a few watched quantities on a seed that no night had, holds them against what earlier nights let expect, and
/// gives the rest of the night to long experiments.
struct NightlyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly", abstract: "Measure what is watched on a fresh seed and hold it against its reference.",
    discussion: """
      The experiments of the watched folder are run with seeds of training and searching moved by one that no earlier night had; it is \
      recorded before anything runs, and a night that was interrupted goes on with it. Every watched number is held against the interval that \
      ten nights of the reference give one more, all of them together at one per cent; canaries, which run as they stand, say whether bits \
      moved. Exit code 3 where a row lies outside or bits moved, with the table. The hours that are left go to long experiments in turn.

      EXAMPLES
        concord nightly --dry-run
        concord nightly --hours 0
        concord nightly --hours 8 --speeds results/speeds.json
        concord nightly --make-reference
      """)

  @Option(help: "The folder of experiments that every night runs, with watched.json.") var watch = Installation.path("Benchmarks/watch")
  @Option(help: "Where profiles are: of canaries, and of the rotation.") var benchmarks = ProfileFolder.shipped
  @Option(help: "The profile whose experiments take turns.") var rotation = "nightly"
  @Option(help: "Hours of the whole night; with 0 nothing but what is watched runs.") var hours = 8.0
  @Option(help: "The folder of what earlier nights measured.") var history = "results/history"
  @Option(help: "What nights are held against; by default results/reference/nights.json, which may be absent.") var reference: String?
  @Option(help: "The folder of run files; those of a night go into nights/SEED below it.") var results = "results"
  @Option(help: "The folder of figures.") var plots = "plots"
  @Option(help: "Ratios of speeds, as 'performance --json' writes them.") var speeds: String?
  @Option(help: ArgumentHelp("The night's date, as the history notes it; now by default.", valueName: "date")) var on: String?
  @OptionGroup var work: WorkerOptions
  @Flag(help: "Say which seed, what would run and in how many minutes, and run nothing.") var dryRun = false
  @Flag(help: "Make the reference of the last ten nights of the history, and run nothing.") var makeReference = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    try work.checkCores()
    guard hours >= 0, hours <= 1_000 else { throw ValidationError("--hours is a number from 0 to 1000.") }
    guard !(makeReference && dryRun) else { throw ValidationError("--make-reference runs nothing: leave --dry-run out.") }
    guard on.map(Self.isDate) ?? true else { throw ValidationError("--on is a date as 2026-12-01 or 2026-12-01T01:17:00Z.") }
    guard ![watch, history, reference, results].contains("") else { throw ValidationError("An empty path: name a file or folder.") }
  }

  func run() async throws {
    let end = ContinuousClock.now + .seconds(hours * 3_600), declared = try DeclaredWatch(watch, benchmarks: benchmarks)
    if makeReference {
      let made = try NightReference(try NightHistory(reading: history), watch: declared.watch, identity: declared.identity)
      try made.write(to: referencePath)
      return Console.result("\(referencePath): \(made.rows.count) rows and \(made.speeds.count) speeds of \(NightReference.nights) nights")
    }
    let known = try NightReference.read(referencePath)
    if known == nil {
      // Who names one wants to be told of it.
      if let reference { throw CommandError.notFound(path: reference) }
      Console.complain("there is no reference at \(referencePath): nights are recorded and held against nothing")
    }
    // Before anything runs: a broken one would cost the hours of the rotation.
    _ = try RotationHistory(reading: history)
    if dryRun { return try plan(declared, try NightHistory(reading: history), known) }
    // One night at a time writes a history.
    let lock = try ResultsLock.take(history)
    let verdict = try await night(declared, known)
    _ = consume lock
    do { try await rotate(declared, until: end) } catch  where verdict.isAlarm { Console.complain("\(error)") }
    if verdict.isAlarm {
      // Said again where a log ends.
      complain(verdict)
      throw ExitCode(ExitStatus.outsideReference.rawValue)
    }
  }

  /// As 2026-12-01, or with a time behind it; a day that does not exist is another one when it is printed.
  private static func isDate(_ text: String) -> Bool {
    do {
      return try Date(text.count == 10 ? "\(text)T00:00:00Z" : text, strategy: .iso8601).ISO8601Format().hasPrefix(text.prefix(10))
    } catch { return false }
  }

  private var referencePath: String { reference ?? "results/reference/nights.json" }

  private var date: String { on ?? Date.now.ISO8601Format() }

  private var commit: String { ProcessInfo.processInfo.environment["CONCORD_COMMIT"] ?? "unknown" }

  private func surroundings(of folder: String, absenceAllowed: Bool = false) -> Surroundings {
    Surroundings(results: Results(folder), environment: ProcessInfo.processInfo.environment, absenceAllowed: absenceAllowed)
  }

  // MARK: What is watched

  /// Runs, records and judges one night; says what came out.
  private func night(_ declared: DeclaredWatch, _ known: NightReference?) async throws -> NightVerdict {
    var nights = try NightHistory(reading: history)
    // Before anything runs.
    let processor = Provenance.cpuModel()
    let measured = try speeds.map { try MeasuredSpeeds(reading: $0, of: processor).watched(by: declared.watch) }
    let seed = try nights.open ?? nights.draw(besides: known?.seeds ?? [])
    if nights.open == nil { try nights.begin(seed, date: date, commit: commit) }
    let own = surroundings(of: NightFolders.path(of: seed, below: results))
    Console.complain("night of seed \(seed), \(nights.finished.count) nights before it")
    var canaries: [(name: String, digest: Digest)] = [], values: [Double] = []
    for name in declared.watch.canaries {
      let reproduction = try declared.canary(name).reproduction(own)
      canaries.append((name, try work.run(reproduction).plan.bits(in: own.results)))
    }
    var answers: [String: JSONValue] = [:], commits: [String] = []
    for experiment in try declared.experiments(of: seed) {
      let reproduction = try experiment.reproduction(own)
      do {
        _ = try work.run(reproduction)
        let report = try reproduction.report()
        answers[experiment.name] = report.answer
        commits += report.costs.commits.filter { !commits.contains($0) }
      } catch JobsError.failed(let failures, let unfinished) where failures.allSatisfy({ $0.code == 1 }) {
        // As after a training that diverged: its rows are no numbers, and the night is one.
        Console.complain("\(experiment.name): \(JobsError.failed(failures, unfinished: unfinished))")
      }
    }
    try own.save()
    for row in declared.watch.rows { values.append(try row.value(in: answers[row.experiment] ?? .null)) }
    for name in measured?.missing ?? [] { Console.complain("no speed '\(name)' was measured") }
    let verdict = try NightVerdict(
      rows: values, speeds: measured?.found ?? [], processor: processor, canaries: canaries, of: declared.watch,
      identity: declared.identity, reference: known)
    func line(_ part: NightHistory.Part, _ name: String, _ value: String, _ unit: String) -> NightHistory.Line {
      NightHistory.Line(
        date: date, commit: commits.isEmpty ? commit : commits.joined(separator: " "), numerics: Job.numerics, watch: declared.identity,
        seed: seed, part: part, name: name, value: value, unit: unit, processor: processor)
    }
    try nights.finish(
      verdict.canaries.map { line(.canary, $0.name, $0.digest, "") } + verdict.rows.map { line($0.part, $0.name, "\($0.value)", $0.unit) })
    try await tell(
      verdict,
      NightPage(
        verdict, nights, declared.watch, identity: declared.identity, reference: known, processor: processor), seed: seed)
    return verdict
  }

  /// The table first, then the page: that a figure cannot be drawn hides no alarm.
  private func tell(_ verdict: NightVerdict, _ page: NightPage, seed: Int) async throws {
    Console.result(json ? try verdict.json(seed: seed).rendered() : Console.rendered(try page.table()))
    complain(verdict)
    do {
      let path = try await page.write(plots: plots, to: "\(results)/report")
      if !json { Console.result("page in \(path)") }
    } catch  where verdict.isAlarm { Console.complain("the page is not written: \(error)") }
  }

  /// Names what is not as it was.
  private func complain(_ verdict: NightVerdict) {
    for row in verdict.outside {
      Console.complain("outside: \(row.name) is \(row.value), expected from \(row.expected?.low ?? 0) to \(row.expected?.high ?? 0)")
    }
    for name in verdict.repeated {
      Console.complain("not drawn anew: \(name) gives what a night of the reference gave, to the last bit, though its seed is another")
    }
    for canary in verdict.canaries where canary.isMoved == true { Console.complain("moved: the bits of the canary \(canary.name)") }
  }

  // MARK: What takes turns

  /// Runs long experiments until the night ends.
  private func rotate(_ declared: DeclaredWatch, until end: ContinuousClock.Instant) async throws {
    let rest = (end - .now) / .seconds(1)
    guard rest > 0 else { return }
    var before = try RotationHistory(reading: history)
    let folder = try ProfileFolder(rotation, in: benchmarks), turns = self.turns(folder, seconds: rest, before)
    Console.result(Self.text(turns, hours: rest / 3_600))
    let own = surroundings(of: results)
    var failure: (any Error)?
    for (place, turn) in turns.chosen.enumerated() {
      guard end > .now else { break }
      var isCut = false
      do {
        let reproduction = try Self.experiment(turn.name, in: folder).reproduction(own)
        let (plan, _) = try work.run(reproduction, until: end), report = try reproduction.report()
        try await report.publish(plots: plots, results: results, quiet: json)
        try reproduction.note(report.file, of: plan, in: "\(results)/report")
      } catch JobsError.timeIsUp(let unfinished) {
        Console.complain(
          "\(turn.name): the night is over and \(unfinished) jobs are not done; they go on \(place > 0 ? "next night" : "in its next turn")"
        )
        isCut = true
      } catch {
        if case .interrupted? = error as? JobsError { throw error }
        // Those behind it have their turn all the same.
        Console.complain("\(turn.name): \(error)")
        failure = failure ?? error
      }
      if Rotation.isOver(place: place, isCut: isCut) { try before.end(turn.name, date: date, commit: commit) }
      if isCut { break }
    }
    try own.save()
    if let failure { throw failure }
  }

  /// Which experiments run in so many seconds, those that can be planned here: whose images, tables and experiments are there.
  private func turns(_ folder: ProfileFolder, seconds: Double, _ before: RotationHistory) -> Rotation {
    var reasons: [String: [String]] = [:]
    Console.complain("planning \(folder.experiments.count) experiments of the rotation")
    let own = surroundings(of: results),
      candidates = folder.experiments.compactMap { name -> Rotation.Candidate? in
        do {
          let reproduction = try Self.experiment(name, in: folder).reproduction(own)
          if let absence = reproduction.absence { throw absence }
          return Rotation.Candidate(name, seconds: try PlanTable(reproduction, workers: work.count(), threads: work.threads).seconds)
        } catch {
          // One that cannot be planned here, as without its images, keeps nobody from the night.
          reasons["\(error)", default: []].append(name)
          return nil
        }
      }
    // Many want the same images.
    for (reason, names) in reasons.sorted(by: { $0.value[0] < $1.value[0] }) {
      Console.complain("\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") left out: \(reason)")
    }
    return Rotation(candidates, turns: before.turns, seconds: seconds)
  }

  private static func experiment(_ name: String, in folder: ProfileFolder) throws -> any Experiment {
    let file = try folder.file(of: name)
    return try ExperimentKinds.house.experiment(reading: try InputFile.experiment(file), file: file)
  }

  private static func text(_ turns: Rotation, hours: Double) -> String {
    let chosen = turns.chosen.map { own in
      "  \(own.name): about \((own.seconds / 60).fixed(0)) minutes\(own.isPart ? ", as far as the night goes" : "")"
    }
    return (["rotation, \(hours.fixed(1)) hours:"] + (chosen.isEmpty ? ["  none"] : chosen)).joined(separator: "\n")
      + (turns.waiting.isEmpty ? "" : "\n  waiting: \(turns.waiting.joined(separator: ", "))")
  }

  // MARK: Plan

  private func plan(_ declared: DeclaredWatch, _ nights: NightHistory, _ known: NightReference?) throws {
    let seed = try nights.open ?? nights.draw(besides: known?.seeds ?? [])
    let own = surroundings(of: NightFolders.path(of: seed, below: results), absenceAllowed: true)
    let state = nights.open == nil ? "new" : "begun and not finished"
    var seconds = 0.0, lines = ["night of seed \(seed) (\(state)), \(nights.finished.count) nights before it"]
    let watched =
      try declared.watch.canaries.map { ("canary \($0)", try declared.canary($0)) }
      + (try declared.experiments(of: seed).map { ($0.name, $0) })
    for (name, experiment) in watched {
      let table = try PlanTable(try experiment.reproduction(own), workers: work.count(), threads: work.threads)
      seconds += table.seconds
      lines.append("  \(name): about \(table.seconds.fixed(0)) s")
    }
    let rest = hours * 3_600 - seconds
    if rest > 0 {
      lines.append(
        Self.text(
          turns(try ProfileFolder(rotation, in: benchmarks), seconds: rest, try RotationHistory(reading: history)), hours: rest / 3_600)
      )
    }
    Console.result(lines.joined(separator: "\n"))
  }
}
