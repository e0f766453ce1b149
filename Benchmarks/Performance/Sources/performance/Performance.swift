public import ArgumentParser
public import Engine
import FoundationEssentials
import Glibc
import Reporting
import Spaces

/// Measures this machine, this code and its peers in one run, and prints tables. Nothing passes or fails by its exit code.
@main
struct Performance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "performance", abstract: "Speed beside PyTorch, scipy and pymoo, growth of cost, shared prefixes.",
    discussion: "Quiet machine, nothing else running; the first python3 on PATH is asked for torch, scipy and pymoo.",
    subcommands: [All.self, Step.self, Peak.self, Correlation.self, Fronts.self, Growth.self, Prefixes.self], defaultSubcommand: All.self)
}

extension KernelLevel: ExpressibleByArgument {}

/// All tables: `performance`, in about ten minutes; `performance quick` in one.
struct All: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measure everything and print it as tables (the default).")

  enum Effort: String, CaseIterable, ExpressibleByArgument { case quick, full }
  enum Part: String, CaseIterable, ExpressibleByArgument { case speed, correlation, fronts, prefixes, growth }

  @Argument(help: "quick or full.") var effort = Effort.full
  @Option(parsing: .upToNextOption, help: "Parts to measure: speed, correlation, fronts, prefixes, growth.") var parts = Part.allCases
  @Option(
    parsing: .upToNextOption,
    help: "Workloads: a, c, d, d16, e, f, g, i1, i32 by default, for a quick look c and d; b takes minutes and 12 GB for its peer.")
  var workloads: [String] = []
  @Option(parsing: .upToNextOption, help: "Instruction sets: avx2, avx512; for a quick look the best.") var isa: [KernelLevel] = []
  @Option(help: "Rounds of training steps: 5, for a quick look 1.") var rounds: Int?
  @Option(help: "Folder of the figure.") var plots = "plots/performance"
  @Option(help: "Write the speeds' ratios into this file, as JSON.") var json: String?
  @Flag(help: "Print Markdown.") var markdown = false

  func run() async throws {
    let start = ContinuousClock.now, isQuick = effort == .quick
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let (found, torch) = await Peers.find()
    print("\(try Machine.name()), \(cores) cores, \(torch); load \(try Machine.load()) at the start\n")
    if parts.contains(.speed) {
      let names = workloads.isEmpty ? isQuick ? ["c", "d"] : Workload.all.filter { $0.kind != .mixture }.map(\.name) : workloads
      try await definitions(names, found)
      var comparison = Comparison(
        workloads: names,
        levels: isa.isEmpty ? isQuick ? [.best] : [.avx2, .avx512].filter(\.isAvailable) : isa, cores: cores,
        rounds: max(1, rounds ?? (isQuick ? 1 : 5)))
      try await comparison.run(found) { tell($0) }
      try show(comparison.table(absent: torch))
      print(comparison.machine + "\n")
      if let json { try SpeedRatios(processor: try Machine.name(), speeds: comparison.ratios).write(to: json) }
    }
    if parts.contains(.correlation) {
      tell("tau-b")
      let bystanders = try Bystanders()
      try show(await Correlation.table(rounds: isQuick ? 1 : 3), bystanders)
    }
    if parts.contains(.fronts) {
      tell("fronts")
      let bystanders = try Bystanders()
      try show(await Fronts.table(rounds: isQuick ? 1 : 3), bystanders)
    }
    if parts.contains(.prefixes) {
      tell("prefixes")
      let bystanders = try Bystanders()
      try show(await Prefixes.table(isQuick: isQuick), bystanders)
    }
    if parts.contains(.growth) {
      tell("growth")
      let bystanders = try Bystanders()
      let study = try await GrowthStudy.run(rounds: isQuick ? 1 : 3)
      try show(study.table(), bystanders)
      do {
        try await study.draw(in: plots)
        print("\(plots)/growth.svg\n")
      } catch { print("growth.svg was not drawn: \(error)\n") }
    }
    print("load \(try Machine.load()) at the end, after \(Int((ContinuousClock.now - start) / .seconds(1))) s")
  }

  /// Both sides' networks, counted by each side: a difference is no comparison.
  private func definitions(_ names: [String], _ peers: Peers?) async throws {
    for workload in Workload.all where names.contains(workload.name) {
      let shape = workload.space.input, cost = workload.cost
      let mine = Peers.Network(
        parameters: cost.parameters, macs: cost.macs, shape: [shape.height, shape.width, shape.channels], batch: workload.batch)
      let words = "\(workload.name): \(mine.parameters) parameters, \(mine.macs) MACs, batch \(mine.batch) of \(mine.shape)"
      guard let peers else {
        print(words)
        continue
      }
      let other = try await peers.network(workload.name)
      print(words + (other == mine ? "; PyTorch's is the same" : "; PyTorch's DIFFERS: \(other)"))
    }
    print("")
  }

  private func show(_ table: Table, _ bystanders: Bystanders? = nil) throws {
    print(markdown ? table.markdown : table.terminal(hasColour: false))
    if let bystanders { print("Others took \(whole(100 * (try bystanders.share()))) % of the machine meanwhile.\n") }
  }

  private func tell(_ words: String) {
    let bytes = Array("\(words)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
