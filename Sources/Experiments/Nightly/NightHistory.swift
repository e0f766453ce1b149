internal import FoundationEssentials
internal import Streams

/// What nights measured, in a folder of two files to which lines are added and in which none is changed.
///
/// `seeds.csv` has a line for each seed that was drawn, written before anything runs with it; `nights.csv` one for each number of each night
/// that was finished, all of a night at once. So a seed of the first without lines in the second is a night that was interrupted, and goes
/// on. Both files are replaced as a whole: a reader sees the old one or the new one.
public struct NightHistory: Sendable {
  /// What kind of number a line holds.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// A watched quantity.
    case row
    /// A ratio of speeds, on the processor that the line names.
    case speed
    /// A digest of bits.
    case canary
  }

  /// A seed that was drawn.
  public struct Drawn: Hashable, Sendable {
    /// From 1; when it was drawn and by which sources, as the caller said.
    public let seed: Int, date: String, commit: String
  }

  /// A number of a night.
  public struct Line: Hashable, Sendable {
    /// When the night was finished, and which sources made its numbers, as the caller said.
    public var date: String, commit: String
    /// Version of the arithmetic; beginning of the watch's identity.
    public var numerics: Int, watch: String
    public var seed: Int
    public var part: Part
    /// The row's name; its value, of a canary a digest in hexadecimal; its unit.
    public var name: String, value: String, unit: String
    public var processor: String

    public init(
      date: String, commit: String, numerics: Int, watch: String, seed: Int, part: Part, name: String, value: String, unit: String,
      processor: String
    ) {
      (self.date, self.commit, self.numerics, self.watch, self.seed) = (date, commit, numerics, watch, seed)
      (self.part, self.name, self.value, self.unit, self.processor) = (part, name, value, unit, processor)
    }

    /// The value as a number; nil of a canary, and where there was none to be computed ("nan").
    public var number: Double? { part == .canary ? nil : Double(value).flatMap { $0.isFinite ? $0 : nil } }
  }

  private let folder: String
  /// In the order of time.
  public private(set) var drawn: [Drawn] = []
  public private(set) var lines: [Line] = []

  /// Seeds of a file are moved by this times a night's seed: nights share none, whatever seeds a file has.
  public static let stride = 10_000_000_000
  /// There is no seed above: `SearchSpec` takes none beyond 2⁴⁷.
  public static let greatest = 9_999

  /// Reads the folder; an empty history where there is none. Throws `ExperimentError.history` with the line that is no line of a history.
  public init(reading folder: String) throws {
    self.folder = folder
    drawn = try Self.rows(of: "\(folder)/\(Self.seeds)", Self.seedColumns) { fields in
      guard let seed = Int(fields[0]), (1...Self.greatest).contains(seed) else { return nil }
      return Drawn(seed: seed, date: fields[1], commit: fields[2])
    }
    lines = try Self.rows(of: "\(folder)/\(Self.nights)", Self.nightColumns) { fields in
      guard let numerics = Int(fields[2]), let seed = Int(fields[4]), let part = Part(rawValue: fields[5]),
        part == .canary || Double(fields[7]) != nil
      else { return nil }
      return Line(
        date: fields[0], commit: fields[1], numerics: numerics, watch: fields[3], seed: seed, part: part, name: fields[6],
        value: fields[7], unit: fields[8], processor: fields[9])
    }
    var finished: Set<Int> = []
    for (place, line) in lines.enumerated() where place == 0 || lines[place - 1].seed != line.seed {
      guard finished.insert(line.seed).inserted else {
        throw ExperimentError.history(
          path: "\(folder)/\(Self.nights)", line: place + 2,
          reason: "begins the night of seed \(line.seed) a second time: take one of them out")
      }
    }
    for (place, own) in drawn.enumerated() where drawn[..<place].contains(where: { $0.seed == own.seed }) {
      throw ExperimentError.history(
        path: "\(folder)/\(Self.seeds)", line: place + 2, reason: "the seed \(own.seed) was drawn before: no night repeats one")
    }
  }

  /// Seeds of finished nights, in the order of time.
  public var finished: [Int] {
    lines.reduce(into: []) { seeds, line in if seeds.last != line.seed { seeds.append(line.seed) } }
  }

  /// The seed of the night that was begun and not finished; nil where there is none.
  public var open: Int? {
    guard let last = drawn.last, !finished.contains(last.seed) else { return nil }
    return last.seed
  }

  /// The next night's seed: drawn from those that no night had, by nothing but how many there were. Throws `ExperimentError.history` where
  /// none is left.
  ///
  /// - Parameter others: seeds of nights that other histories hold, such as a reference's.
  public func draw(besides others: some Sequence<Int>) throws(ExperimentError) -> Int {
    let taken = Set(others).union(drawn.map(\.seed)).union(lines.map(\.seed))
    guard taken.count < Self.greatest else {
      throw .history(
        path: "\(folder)/\(Self.seeds)", line: drawn.count + 1, reason: "all \(Self.greatest) seeds were drawn: begin another history")
    }
    var random = RandomStream(seed: UInt64(taken.count), "nights")
    while true {
      let seed = 1 + random.below(Self.greatest)
      if !taken.contains(seed) { return seed }
    }
  }

  /// Notes a seed before it is used. Durable when it returns.
  public mutating func begin(_ seed: Int, date: String, commit: String) throws {
    precondition(!drawn.contains { $0.seed == seed }, "a seed is drawn once")
    let own = Drawn(seed: seed, date: date, commit: commit)
    try add([[String(seed), date, commit]], to: Self.seeds, Self.seedColumns)
    drawn.append(own)
  }

  /// Adds all numbers of a night, which is finished by that.
  public mutating func finish(_ more: [Line]) throws {
    precondition(
      !more.isEmpty && more.allSatisfy { $0.seed == more[0].seed } && !finished.contains(more[0].seed), "a night is finished once")
    try add(
      more.map {
        [$0.date, $0.commit, "\($0.numerics)", $0.watch, "\($0.seed)", $0.part.rawValue, $0.name, $0.value, $0.unit, $0.processor]
      }, to: Self.nights, Self.nightColumns)
    lines += more
  }

  /// The numbers of one row in the order of time.
  ///
  /// - Parameters:
  ///   - watch: of nights that measured this alone; of all where nil, as of speeds.
  ///   - processor: of nights on this one alone.
  public func series(_ name: String, _ part: Part, watch: String? = nil, processor: String? = nil) -> [(line: Line, value: Double)] {
    lines.compactMap { line in
      guard line.part == part, line.name == name, watch == nil || line.watch == watch, processor == nil || line.processor == processor
      else {
        return nil
      }
      return line.number.map { (line, $0) }
    }
  }

  // MARK: Files

  private static let seeds = "seeds.csv", nights = "nights.csv"
  private static let seedColumns = ["seed", "date", "commit"]
  private static let nightColumns = ["date", "commit", "numerics", "watch", "seed", "part", "row", "value", "unit", "processor"]

  private func add(_ rows: [[String]], to name: String, _ columns: [String]) throws {
    try HistoryFile("\(folder)/\(name)", columns).add(rows)
  }

  private static func rows<Row>(of path: String, _ columns: [String], _ row: ([String]) -> Row?) throws -> [Row] {
    try HistoryFile(path, columns).rows().enumerated().map { place, fields in
      guard let own = row(fields) else {
        throw ExperimentError.history(path: path, line: place + 2, reason: "holds what no night writes")
      }
      return own
    }
  }
}
