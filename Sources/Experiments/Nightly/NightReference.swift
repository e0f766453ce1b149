internal import Digests
internal import FoundationEssentials
public import Jobs
internal import Statistics
internal import Store

/// What nights are held against: the values that a number of nights gave, with their seeds and what made them, row by row; and the bits of
/// the canaries.
///
/// Made of the last nights of a history (`init(_:watch:identity:)`) and committed as `results/reference/nights.json`; a distribution, not a
/// number, so that a night is told how far nights lie apart.
public struct NightReference: Codable, Hashable, Sendable {
  /// The values of one row, a night each.
  public struct Row: Codable, Hashable, Sendable {
    public var name: String, unit: String
    /// The nights' seeds, and what each gave.
    public var seeds: [Int], values: [Double]
    /// Of speeds, the processor that ran them all.
    public var processor: String?
  }

  /// Of this layout.
  public var schema: Int
  /// Version of the arithmetic, identity of the watch (beginning), sources and processors that made the values.
  public var numerics: Int, watch: String, commits: [String], processors: [String]
  public var rows: [Row], speeds: [Row]
  /// Digests of bits by the canary's name.
  public var canaries: [String: String]

  /// Nights that a reference stands on: with fewer the interval of a new one is so wide that nothing would lie outside.
  public static let nights = 10

  /// Takes the last ten finished nights that measured this watch under this arithmetic. A processor's speeds are in where it ran ten nights.
  ///
  /// Nights in which a row is no number are left out. Throws `ExperimentError.reference` where there are fewer, or where two nights saw different bits.
  public init(_ history: NightHistory, watch: Watch, identity: String, numerics: Int = Job.numerics) throws(ExperimentError) {
    let own = history.lines.filter { $0.watch == identity && $0.numerics == numerics && $0.part != .speed }
    // A night in which a row is no number is none to hold others against.
    let seeds = history.finished.filter { seed in
      watch.rows.allSatisfy { row in own.contains { $0.seed == seed && $0.part == .row && $0.name == row.name && $0.number != nil } }
    }
    guard seeds.count >= Self.nights else {
      throw .reference(
        reason: "takes \(Self.nights) nights of this watch and arithmetic, and \(seeds.count) are recorded: run 'concord nightly' "
          + "\(Self.nights - seeds.count) more times")
    }
    let last = Array(seeds.suffix(Self.nights)), lines = own.filter { last.contains($0.seed) }
    (schema, self.numerics, self.watch) = (1, numerics, identity)
    commits = Self.each(lines.map(\.commit))
    processors = Self.each(lines.map(\.processor))
    var rows: [Row] = []
    for row in watch.rows {
      let found = lines.filter { $0.part == .row && $0.name == row.name }, values = found.compactMap(\.number)
      guard values.count == Self.nights else {
        throw .reference(reason: "has no value of '\(row.name)' in \(Self.nights - values.count) of the nights")
      }
      do throws(StatisticsError) {
        _ = try PredictionInterval(values, level: 0.99, isCorrelation: row.scale == .correlation)
      } catch { throw .reference(reason: "cannot be made of '\(row.name)': \(error)") }
      rows.append(Row(name: row.name, unit: row.unit, seeds: found.map(\.seed), values: values))
    }
    self.rows = rows
    var canaries: [String: String] = [:]
    for line in lines where line.part == .canary {
      if let known = canaries.updateValue(line.value, forKey: line.name), known != line.value {
        throw .reference(
          reason: "cannot be made: the night of seed \(line.seed) saw other bits of the canary \(line.name) than an earlier one, under one "
            + "version of the arithmetic")
      }
    }
    self.canaries = canaries
    speeds = (watch.speeds ?? []).flatMap { name -> [Row] in
      let series = history.series(name, .speed)
      return Self.each(series.map(\.line.processor)).compactMap { processor -> Row? in
        let own = series.filter { $0.line.processor == processor }.suffix(Self.nights)
        guard own.count == Self.nights else { return nil }
        return Row(name: name, unit: "", seeds: own.map(\.line.seed), values: own.map(\.value), processor: processor)
      }
    }
  }

  /// Reads a reference; nil where nothing stands at the path. Throws `StoreError` where it cannot be read, `ExperimentError.reference` where the
  /// file holds none.
  public static func read(_ path: String) throws -> NightReference? {
    let bytes: [UInt8]
    do throws(StoreError) { bytes = try readFile(path, limit: 1 << 24) } catch {
      if case .notFound = error { return nil }
      throw error
    }
    do {
      let own = try JSONDecoder().decode(NightReference.self, from: Data(bytes))
      guard own.schema == 1, (own.rows + own.speeds).allSatisfy({ $0.values.count >= nights && $0.values.count == $0.seeds.count }) else {
        throw ExperimentError.reference(reason: "in \(path) has another layout, or rows of fewer than \(nights) nights: make it anew")
      }
      return own
    } catch let error as ExperimentError { throw error } catch {
      throw ExperimentError.reference(
        reason: "in \(path) is none (not the JSON of one): take back the file that was committed, or make another with --make-reference")
    }
  }

  /// Writes it whole or not at all.
  public func write(to path: String) throws { try AtomicFile.write(try ReportFolder.json(self) + "\n", to: path) }

  /// All seeds: no night draws one of them.
  public var seeds: Set<Int> { Set((rows + speeds).flatMap(\.seeds)) }

  /// Each value once, in the order of first sight.
  private static func each(_ values: [String]) -> [String] { values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
