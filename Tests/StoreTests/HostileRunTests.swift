import Fixtures
import FoundationEssentials
import Glibc
import Store
import Streams
import Testing

/// Run files whose digests are right and whose arrays are not what their kind has: absent, of another type or shape, with numbers that no
/// job finds. Every kind takes them as they are or says by name what is wrong; nothing ends the process.
@Suite struct HostileRunTests {
  private static let soaks = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1"
  private static let runs: [any StoredRun] = [
    Samples.evaluation, Samples.standAlone, Samples.supernet, Samples.relaxation, Samples.search, Samples.angles, Samples.proxies,
    SupernetRun(
      header: Samples.header, space: Samples.space, strategy: "SPOS", seed: 1, history: Samples.history, probes: ["0-1", "1-1"],
      snapshots: Samples.supernet.snapshots,
      shrinking: SupernetRun.Shrinking(
        choices: ["a", "b"], candidates: [["x", "y"], ["x"]],
        steps: [SupernetRun.Shrinking.Step(passes: 20, start: 0, scores: [[0.5, 0.25], [0.5]], left: [[0], [0]])])),
  ]

  @Test(arguments: runs.indices) func arraysThatNoJobWritesAreRefusedByName(number: Int) async {
    await #expect(processExitsWith: .success) { [number = number as Int] in
      var limit = rlimit(rlim_cur: 3 << 30, rlim_max: 3 << 30)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      try Self.read(Self.runs[number], Self.soaks ? 20_000 : 300)
    }
  }

  private static func read<Run: StoredRun>(_ run: Run, _ count: Int) throws {
    var taken = 0
    for number in 0..<count {
      var random = RandomStream(seed: 1, Run.kind).child(number)
      let arrays = Self.injured(run.arrays, &random)
      guard Set(arrays.map(\.name)).count == arrays.count else { continue }
      let file = RunFile(kind: Run.kind, schema: Run.schema, header: run.header, arrays: arrays)
      do throws(StoreError) {
        // What was taken can be written again.
        let found = try Run(file, from: "run.h5")
        taken += found.arrays.isEmpty ? 0 : 1
      } catch {
        #expect("\(error)".utf8.count < 2_000, "\(Run.kind), input \(number): \(error)")
      }
    }
    #expect(taken > 0 && taken < count, "\(taken) of \(count) were taken")
  }

  /// One to three arrays changed.
  private static func injured(_ arrays: [NamedArray], _ random: inout RandomStream) -> [NamedArray] {
    var arrays = arrays
    for _ in 0...random.below(3) where !arrays.isEmpty {
      let at = random.below(arrays.count), own = arrays[at]
      switch random.below(6) {
      case 0: arrays.remove(at: at)
      case 1: arrays[at] = NamedArray(arrays[random.below(arrays.count)].name, shape: own.shape, own.values)
      case 2: arrays[at] = NamedArray(own.name, shape: own.shape.reversed(), own.values)
      case 3: arrays[at] = NamedArray(own.name, [.integers([1]), .doubles([.nan]), .texts(["\u{1b}[2J"]), .floats([])][random.below(4)])
      case 4: arrays[at] = NamedArray(own.name, Self.longer(own.values, by: 1 + random.below(3)))
      default: arrays[at] = NamedArray(own.name, shape: own.shape, Self.changed(own.values, &random))
      }
    }
    return arrays
  }

  private static func longer(_ values: NamedArray.Values, by count: Int) -> NamedArray.Values {
    switch values {
    case .floats(let own): .floats(own + own.prefix(count))
    case .doubles(let own): .doubles(own + own.prefix(count))
    case .integers(let own): .integers(own + own.prefix(count))
    case .texts(let own): .texts(own + own.prefix(count))
    }
  }

  private static func changed(_ values: NamedArray.Values, _ random: inout RandomStream) -> NamedArray.Values {
    func at<T>(_ own: [T], _ new: [T]) -> [T] {
      var own = own
      if !own.isEmpty { own[random.below(own.count)] = new[random.below(new.count)] }
      return own
    }
    return switch values {
    case .floats(let own): .floats(at(own, [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -0.0]))
    case .doubles(let own): .doubles(at(own, [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1, 1e300]))
    case .integers(let own): .integers(at(own, [.min, .max, -1, 0, 1 << 32, 1 << 53, 2]))
    case .texts(let own): .texts(at(own, ["", "a/../b", "\u{1b}[31m", String(repeating: "x", count: 5_000), "é\u{301}", "nan"]))
    }
  }
}
