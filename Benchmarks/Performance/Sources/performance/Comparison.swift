import Engine
import Reporting
import Spaces

/// Training steps of both sides, taking turns round by round, each in a process of its own.
struct Comparison {
  struct Setting: Hashable {
    let workload: String, isa: String, threads: Int
  }

  let rounds: Int, seconds: Double
  let settings: [Setting]
  private(set) var ours: [Setting: [StepTiming]] = [:], theirs: [Setting: [StepTiming]] = [:]
  private(set) var peaks: [Int: [Peak.Result]] = [:]
  /// The largest share of the machine that others took while a setting was measured.
  private(set) var others: [Setting: Double] = [:]
  /// Why a setting has no peer.
  private(set) var reasons: [Setting: String] = [:]

  /// Every workload at every instruction set of this machine, with one thread and two where it has two cores.
  init(workloads: [String], levels: [KernelLevel], cores: Int, rounds: Int) {
    (self.rounds, seconds) = (rounds, 0.7)
    settings = workloads.flatMap { name in
      levels.flatMap { level in [1, 2].filter { $0 <= cores }.map { Setting(workload: name, isa: level.rawValue, threads: $0) } }
    }
  }

  mutating func run(_ peers: Peers?, _ tell: (String) -> Void) async throws {
    for round in 1...rounds {
      for threads in Set(settings.map(\.threads)).sorted() {
        peaks[threads, default: []].append(try await Child.own(["peak", "--threads", "\(threads)"]))
      }
      for setting in settings {
        tell("round \(round) of \(rounds): \(setting.workload), \(setting.isa), threads: \(setting.threads)")
        let bystanders = try Bystanders()
        // Who goes first alternates: what one leaves behind shall not always meet the other.
        if round % 2 == 0 { await measurePeer(setting, peers) }
        ours[setting, default: []].append(
          try await Child.own([
            "step", setting.workload, "--threads", "\(setting.threads)", "--isa", setting.isa, "--steps", "3", "--seconds", "\(seconds)",
          ]))
        if round % 2 == 1 { await measurePeer(setting, peers) }
        others[setting] = max(others[setting] ?? 0, try bystanders.share())
      }
    }
  }

  private mutating func measurePeer(_ setting: Setting, _ peers: Peers?) async {
    guard let peers else { return }
    do {
      theirs[setting, default: []].append(
        try await peers.step(setting.workload, threads: setting.threads, isa: setting.isa, steps: 3, seconds: seconds))
    } catch { reasons[setting] = "\(error)" }
  }

  /// - Parameter absent: why there are no peers at all.
  func table(absent: String) throws -> Table {
    let rows = settings.map { setting in
      let mine = ours[setting] ?? [], peer = theirs[setting] ?? [], goals = Goals.of(setting.workload, isa: setting.isa)
      let rate = Samples(values: mine.map(\.imagesPerSecond)), memory = mine.map(\.memory).max() ?? .nan
      let none = Table.Cell.missing(reasons[setting] ?? absent)
      var cells: [Table.Cell] = [.text(setting.workload), .text(setting.isa), .number(Double(setting.threads)), Self.rate(mine)]
      if mine.count == peer.count, let goals {
        // A ratio is taken within a round, minutes apart from no other.
        let ratios = Samples(values: zip(mine, peer).map { $0.imagesPerSecond / $1.imagesPerSecond })
        let goal = goals.speed(threads: setting.threads), used = memory / (peer.map(\.memory).max() ?? .nan)
        cells += [
          Self.rate(peer), .estimate(ratios.median, [.init(ratios.lowest, ratios.highest)]), .number(goal),
          (others[setting] ?? 0) > Self.tolerated ? .verdict("disturbed", .neutral) : Self.verdict(ratios.median >= goal), .number(memory),
          .number(used), .number(goals.memory), Self.verdict(used <= goals.memory),
        ]
      } else {
        cells += [none, none, goals.map { .number($0.speed(threads: setting.threads)) } ?? none, none, .number(memory), none]
        cells += [goals.map { .number($0.memory) } ?? none, none]
      }
      return Table.Row(cells + [roof(setting, rate.median), .number(100 * (others[setting] ?? 0))])
    }
    return try Table(
      "speed",
      title:
        "Training steps: forward, backward, update; of i1 and i32 forward alone; img/s, median of \(rounds) round\(rounds == 1 ? "" : "s") (best step)",
      columns: [
        .text("workload"), .text("ISA"), .number("threads", decimals: 0), .text("ours"), .text("PyTorch"),
        .number("ratio", decimals: 2, intervals: ["rounds"]), .number("goal", decimals: 1), .text("speed"),
        .number("memory", unit: "MB", decimals: 0), .number("of PyTorch's", decimals: 2), .number("at most", decimals: 2), .text("memory"),
        .text("of the roofline"), .number("others", unit: "%", decimals: 0),
      ], rows: rows,
      notes: [
        "Ratio: median [lowest, highest] of the ratios within a round. Memory: highest of all rounds. Others: the most that other "
          + "processes took of all cores during a round; above a few per cent a figure is worth little, above 10 % it gets no verdict."
      ])
  }

  /// Ratios that other nights may be held against: each setting of the best instruction set to what this machine allows, and to PyTorch
  /// where it ran. Settings that others disturbed are left out.
  var ratios: [SpeedRatios.Ratio] {
    settings.filter { $0.isa == KernelLevel.best.rawValue && (others[$0] ?? 0) <= Self.tolerated }.flatMap {
      setting -> [SpeedRatios.Ratio] in
      let mine = ours[setting] ?? [], peer = theirs[setting] ?? []
      let name = "\(setting.workload), \(setting.threads) thread\(setting.threads == 1 ? "" : "s"), of"
      let rate = Samples(values: mine.map(\.imagesPerSecond)).median
      let roofline = roof(setting).map { SpeedRatios.Ratio(name: "\(name) the roofline", ratio: rate / $0.rate) }
      let pairs = Samples(values: zip(mine, peer).map { $0.imagesPerSecond / $1.imagesPerSecond })
      let pytorch = mine.count == peer.count ? SpeedRatios.Ratio(name: "\(name) PyTorch", ratio: pairs.median) : nil
      return [roofline, pytorch].compactMap(\.self).filter(\.ratio.isFinite)
    }
  }

  /// The share of the machine that others may take of a setting that counts.
  private static let tolerated = 0.1

  private static func rate(_ timings: [StepTiming]) -> Table.Cell {
    let best = timings.map(\.bestImagesPerSecond).max() ?? .nan
    return .text("\(whole(Samples(values: timings.map(\.imagesPerSecond)).median)) (\(whole(best)))")
  }

  private static func verdict(_ isReached: Bool) -> Table.Cell { isReached ? .verdict("reached", .good) : .verdict("missed", .bad) }

  /// How near a rate comes to the lower of what arithmetic and memory allow, and which of the two it is.
  private func roof(_ setting: Setting, _ rate: Double) -> Table.Cell {
    guard let roof = roof(setting) else { return .missing("no peak was measured") }
    return .text("\(whole(100 * rate / roof.rate)) % (\(roof.limit))")
  }

  /// Images a second that this machine allows, and what limits them; nil where no peak was measured.
  private func roof(_ setting: Setting) -> (rate: Double, limit: String)? {
    guard let workload = Workload.all.first(where: { $0.name == setting.workload }), let peak = peak(setting.threads, setting.isa) else {
      return nil
    }
    let arithmetic = peak.gigaflops * 1e9 / workload.operationsPerImage, memory = peak.gigabytes * 1e9 / workload.bytesPerImage
    return (min(arithmetic, memory), arithmetic < memory ? "arithmetic" : "memory")
  }

  /// The best of all rounds.
  func peak(_ threads: Int, _ isa: String) -> (gigaflops: Double, gigabytes: Double)? {
    guard let peaks = peaks[threads] else { return nil }
    let flops = peaks.compactMap { $0.gigaflops[isa] }.max()
    return flops.flatMap { flops in peaks.map(\.gigabytes).max().map { (flops, $0) } }
  }

  /// What the machine could do in each round: where the lowest is far below the highest, something else ran.
  var machine: String {
    let levels = Set(settings.map(\.isa)).sorted()
    let parts = peaks.keys.sorted().flatMap { threads in
      let all = peaks[threads] ?? []
      return levels.map { isa in
        let flops = Samples(values: all.compactMap { $0.gigaflops[isa] })
        return "\(isa), threads \(threads): \(whole(flops.lowest))–\(whole(flops.highest)) GFLOP/s"
      } + ["memory: \(whole(Samples(values: all.map(\.gigabytes)).lowest))–\(whole(Samples(values: all.map(\.gigabytes)).highest)) GB/s"]
    }
    return "Lowest and highest peak of the rounds. " + parts.joined(separator: "; ") + "."
  }
}

/// A number without decimals.
func whole(_ value: Double) -> String { value.isFinite ? "\(Int(value.rounded()))" : "–" }
