public import Digests
public import Jobs
internal import Store
public import Statistics

/// What a night says beside its reference: which rows lie outside, whether bits moved, and which of both that makes.
///
/// The share of nights on which any row lies outside though nothing changed is at most `family`, over all rows and speeds that have a
/// reference (`PredictionInterval.level`).
public struct NightVerdict: Sendable {
  /// A number beside what other nights let expect.
  public struct Row: Hashable, Sendable {
    public let part: NightHistory.Part, name: String, unit: String, value: Double
    /// Between which values it should lie; nil where there is no reference.
    public let expected: PredictionInterval?
    /// Why there is none.
    public let absence: String?

    /// Whether it is not where it should be; so is one that could not be computed.
    public var isOutside: Bool { expected.map { !$0.holds(value) } ?? false }
  }

  /// An experiment whose bits are known.
  public struct Canary: Hashable, Sendable {
    public let name: String, digest: String
    /// Whether they are others now; nil where none are known.
    public let isMoved: Bool?
  }

  /// What follows from both.
  public enum Finding: String, Sendable {
    /// Nothing to hold the night against.
    case noReference = "no reference"
    /// Same bits, all rows where they should be.
    case unchanged
    /// Rows lie outside with the same bits: what is measured changed, not how numbers are computed.
    case scienceChanged = "science changed"
    /// Bits moved, and no new version of the arithmetic says so; rows may lie outside because of it.
    case numericsChanged = "numerics changed"
    /// Bits moved as the version of the arithmetic says, and rows are where they should be.
    case numericsRaised = "numerics raised"
    /// An experiment gives what a night of the reference gave, to the last bit: its seeds do not move, and nothing is measured.
    case repeated = "not drawn anew"
    /// Speeds alone lie outside.
    case speedChanged = "speed changed"
  }

  public let rows: [Row], canaries: [Canary]
  /// Experiments all of whose rows equal those of one night of the reference.
  public let repeated: [String]
  /// Version of the arithmetic now, and in the reference.
  public let numerics: Int, referenceNumerics: Int?

  /// The share of nights that may cry without reason.
  public static let family = 0.01

  /// - Parameters:
  ///   - values: of the watch's rows in their order, and speeds of this processor by name.
  ///   - reference: nil where there is none; one of another watch is none.
  /// - Throws: `ExperimentError.reference` where its values of a row make no interval.
  public init(
    rows values: [Double], speeds: [(name: String, value: Double)] = [], processor: String,
    canaries digests: [(name: String, digest: Digest)],
    of watch: Watch, identity: String, reference: NightReference?, numerics: Int = Job.numerics
  ) throws(ExperimentError) {
    precondition(values.count == watch.rows.count, "a value a row")
    let isOther = reference.map { $0.watch != identity } ?? false, reference = isOther ? nil : reference
    if let reference {
      let lacking =
        watch.rows.map(\.name).filter { name in !reference.rows.contains { $0.name == name } }
        + digests.map(\.name).filter { reference.canaries[$0] == nil }
      guard lacking.isEmpty else {
        throw .reference(
          reason: "has nothing of \(lacking.joined(separator: ", ")): take back the file that was committed, or make another")
      }
    }
    let known = speeds.map { speed in reference?.speeds.first { $0.name == speed.name && $0.processor == processor } }
    let count = (reference?.rows.count ?? 0) + known.count { $0 != nil }
    let level = PredictionInterval.level(family: Self.family, rows: max(1, count))
    var rows: [Row] = []
    for (row, value) in zip(watch.rows, values) {
      let own = reference?.rows.first { $0.name == row.name }
      rows.append(
        try Self.row(
          .row, row.name, row.unit, value, own, level: level, row,
          absence: "\(isOther ? "the reference is of another watch" : "no reference yet"): it takes \(NightReference.nights) nights"))
    }
    for (speed, own) in zip(speeds, known) {
      rows.append(
        try Self.row(
          .speed, speed.name, "", speed.value, own, level: level, nil,
          absence: "no reference for this processor: it takes \(NightReference.nights) nights on it"))
    }
    self.rows = rows
    repeated = reference.map { Self.repeated(values, of: watch, in: $0) } ?? []
    canaries = digests.map { name, digest in
      Canary(name: name, digest: digest.hex, isMoved: reference?.canaries[name].map { $0 != digest.hex })
    }
    (self.numerics, referenceNumerics) = (numerics, reference?.numerics)
  }

  private static func row(
    _ part: NightHistory.Part, _ name: String, _ unit: String, _ value: Double, _ own: NightReference.Row?, level: Double,
    _ row: Watch.Row?, absence: String
  ) throws(ExperimentError) -> Row {
    guard let own else { return Row(part: part, name: name, unit: unit, value: value, expected: nil, absence: absence) }
    do throws(StatisticsError) {
      let interval = try PredictionInterval(own.values, level: level, isCorrelation: row?.scale == .correlation)
      return Row(part: part, name: name, unit: unit, value: value, expected: interval, absence: nil)
    } catch { throw .reference(reason: "of '\(name)' makes no interval: \(error)") }
  }

  private static func repeated(_ values: [Double], of watch: Watch, in reference: NightReference) -> [String] {
    var names: [String] = []
    for row in watch.rows where !names.contains(row.experiment) { names.append(row.experiment) }
    return names.filter { name in
      let own = zip(watch.rows, values).filter { $0.0.experiment == name }.map { row, value in
        (value, known: reference.rows.first { $0.name == row.name }?.values ?? [])
      }
      let nights = own.map(\.known.count).min() ?? 0
      return (0..<nights).contains { night in own.allSatisfy { $0.known[night] == $0.0 } }
    }
  }

  /// What lies outside.
  public var outside: [Row] { rows.filter(\.isOutside) }

  /// In a word or two.
  public var finding: Finding {
    guard let referenceNumerics else { return .noReference }
    let isMoved = canaries.contains { $0.isMoved == true }, isDeclared = referenceNumerics != numerics
    if isMoved && !isDeclared { return .numericsChanged }
    if !repeated.isEmpty { return .repeated }
    if outside.contains(where: { $0.part == .row }) { return .scienceChanged }
    if !outside.isEmpty { return .speedChanged }
    return isDeclared ? .numericsRaised : .unchanged
  }

  /// Whether somebody must look: the command ends with 3.
  public var isAlarm: Bool { [.scienceChanged, .numericsChanged, .repeated, .speedChanged].contains(finding) }
}

extension ExperimentPlan {
  /// Of the bits of all its run files, whatever made them and when. Throws `StoreError` where one is missing or damaged, `ExperimentError.value`
  /// for a plan without jobs, whose bits could never move.
  public func bits(in results: Results) throws -> Digest {
    try need(!jobs.isEmpty, "canaries", "name an experiment without jobs, should name those that compute something")
    let lines = try jobs.map { job in
      let files = results.files(of: job)
      return "\(job.digest.hex) \(try RunFile.verify(files.run, kinds: results.kinds.runs).resultDigest.hex)"
    }
    return Digest(of: lines.sorted().joined(separator: "\n").utf8)
  }
}
