public import Digests

/// What every night measures and is held against: quantities of a small set of experiments, speeds, and experiments whose bits must not move.
///
/// Read from `watched.json` in the folder of the experiments, which are run each night on other seeds:
///
///     {
///       "rows": [{"name": "tau of SPOS", "experiment": "ranking", "at": ["strategies", "SPOS", "tau_b", "value"], "unit": "", "scale": "correlation"}],
///       "speeds": ["c, 1 thread, of the roofline"],
///       "canaries": ["smoke/relaxation"]
///     }
public struct Watch: Codable, Hashable, Sendable {
  /// In the order of tables, at most `most`.
  public var rows: [Row]
  /// Names of ratios that `performance --json` writes, at most `most`; none where left out.
  public var speeds: [String]?
  /// Experiments, as PROFILE/NAME, that run each night as they stand: their run files hold the same bits on every machine.
  public var canaries: [String]

  /// More rows of either kind would alarm too often, or see too little not to.
  public static let most = 10

  /// A number of an experiment's answer.
  public struct Row: Codable, Hashable, Sendable {
    /// As tables and histories call it.
    public var name: String
    /// Of the folder, without ".yaml".
    public var experiment: String
    /// Keys from the top of what `reproduce --json` says of the experiment; in a list, the label, name or text of one of its objects.
    public var at: [String]
    /// "points", "dB"; empty for a ratio or correlation.
    public var unit: String
    /// How values spread: `difference` unless said.
    public var scale: Scale?

    /// On which scale values spread evenly about their mean.
    public enum Scale: String, Codable, CaseIterable, Hashable, Sendable {
      case difference, correlation
    }

    public init(_ name: String, experiment: String, at: [String], unit: String = "", scale: Scale? = nil) {
      (self.name, self.experiment, self.at, self.unit, self.scale) = (name, experiment, at, unit, scale)
    }
  }

  public init(rows: [Row], speeds: [String]? = nil, canaries: [String]) {
    (self.rows, self.speeds, self.canaries) = (rows, speeds, canaries)
  }

  /// Reads `watched.json`. Throws `ExperimentError` with the line and the field.
  public init(reading text: String, file: String) throws(ExperimentError) { self = try StrictYAML.decode(Watch.self, text, file: file) }

  /// What determines the numbers of a night but its seed: rows, and the experiments they are taken of. Nights of another identity measure
  /// something else.
  public func identity(_ experiments: [any Experiment]) throws -> Digest {
    func text(_ experiment: some Experiment) throws -> String { try CanonicalJSON.text(experiment) }
    let parts = [try CanonicalJSON.text(rows)] + (try experiments.map { try text($0) }).sorted()
    return Digest(of: parts.joined(separator: "\n").utf8)
  }
}

extension Watch: Validated {
  public func validate() throws(ExperimentError) {
    try need((1...Self.most).contains(rows.count), "rows", "has \(rows.count) rows, should have from 1 to \(Self.most)")
    try need((speeds ?? []).count <= Self.most, "speeds", "has \((speeds ?? []).count) names, should have at most \(Self.most)")
    try need(!canaries.isEmpty, "canaries", "is empty, should name an experiment whose bits are known")
    for (place, row) in rows.enumerated() {
      try Self.check(row.name, "rows.\(place).name")
      try Self.check(row.unit, "rows.\(place).unit", isEmptyAllowed: true)
      try need(!rows[..<place].contains { $0.name == row.name }, "rows.\(place).name", "is '\(row.name)', which stands there twice")
      try need(!row.at.isEmpty, "rows.\(place).at", "is empty, should lead to a number")
    }
    for (field, names) in [("speeds", speeds ?? []), ("canaries", canaries)] {
      for (place, name) in names.enumerated() {
        try Self.check(name, "\(field).\(place)")
        try need(!names[..<place].contains(name), "\(field).\(place)", "is '\(name)', which stands there twice")
      }
    }
  }

  /// Names stand in columns of the history.
  private static func check(_ name: String, _ field: String, isEmptyAllowed: Bool = false) throws(ExperimentError) {
    try need(isEmptyAllowed || !name.isEmpty, field, "is empty")
    try need(!name.contains { "\"\n\r".contains($0) }, field, "is '\(name)', should have no quotation marks and one line")
  }
}

extension Watch.Row {
  /// The number in an experiment's answer; NaN where it could not be computed, as after a training that diverged. Throws
  /// `ExperimentError.value` where nothing, or something else, is there.
  public func value(in answer: JSONValue) throws(ExperimentError) -> Double {
    var value = answer
    for (place, key) in at.enumerated() {
      guard let next = value.child(key) else {
        throw .value(
          field: "the row '\(name)'",
          reason: "leads to '\(at[...place].joined(separator: " → "))', which is not in what \(experiment) answers: correct its path")
      }
      value = next
    }
    switch value {
    case .number(let number): return number
    case .integer(let number): return Double(number)
    case .null: return .nan
    default:
      throw .value(
        field: "the row '\(name)'",
        reason: "leads to no number in what \(experiment) answers: correct its path")
    }
  }
}

extension JSONValue {
  /// What stands under a key of an object, or the object of a list that is labelled so.
  fileprivate func child(_ key: String) -> JSONValue? {
    switch self {
    case .object(let fields): fields[key]
    case .array(let elements):
      elements.first { element in
        guard case .object(let fields) = element else { return false }
        return ["label", "name", "text"].contains { fields[$0] == .text(key) }
      }
    // What could not be computed has no parts either.
    case .null: .null
    default: nil
    }
  }
}
