/// What can be wrong with an experiment's file, each case with where it is wrong and what to write instead.
public enum ExperimentError: Error, Hashable, CustomStringConvertible {
  /// `place` is "file:line". `nearest` is a known key that may have been meant; `known` are those that decoding asked for there.
  case unknownKey(place: String, key: String, nearest: String?, known: [String])
  /// `field` is the path from the top, "supernets.strategies.0.label", or empty for the file as a whole; `reason` begins with a verb.
  case wrong(place: String, field: String, reason: String)
  /// The same before a file is known: what `Validated.validate` throws, to which `StrictYAML` adds the place.
  case value(field: String, reason: String)
  /// A report was asked for before its searches were done.
  case unfinished(search: String)
  /// The published table is not there, cannot be read, or is another than the experiment names.
  case tableMissing(file: String, looked: [String], source: String)
  /// `reason` is the system's.
  case tableUnreadable(path: String, reason: String)
  /// `found` and `expected` are SHA-256 in hexadecimal.
  case tableDiffers(path: String, found: String, expected: String, source: String)
  /// A line of the nights' history that no night wrote.
  case history(path: String, line: Int, reason: String)
  /// A reference of nights that cannot be made, read or held against; `reason` follows "the reference of nights".
  case reference(reason: String)

  /// Whether the table's file is at fault, and not the experiment: the command ends with exit code 4 then.
  public var concernsFiles: Bool {
    switch self {
    case .unknownKey, .wrong, .value, .reference: false
    case .unfinished, .tableMissing, .tableUnreadable, .tableDiffers, .history: true
    }
  }

  public var description: String {
    switch self {
    case .unknownKey(let place, let key, let nearest, let known):
      "\(place): there is no key '\(key)' here" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " (known: \(known.sorted().joined(separator: ", ")))"
    case .wrong(let place, let field, let reason): "\(place): \(field.isEmpty ? "the file" : field) \(reason)"
    case .value(let field, let reason): "\(field): \(reason)"
    case .unfinished(let search): "the search of \(search) is not done: 'concord reproduce' goes on with it"
    case .tableMissing(let file, let looked, let source):
      "the table \(file) is missing (looked in \(looked.joined(separator: ", "))): get it from \(source), and set CONCORD_TABLES to its folder"
    case .tableUnreadable(let path, let reason):
      "the table \(path) cannot be read: \(reason); check its permissions and that it is a regular file"
    case .tableDiffers(let path, let found, let expected, let source):
      "the table \(path) has SHA-256 \(found), the experiment names \(expected): get that one from \(source), or correct its digest in the experiment"
    case .history(let path, let line, let reason): "\(path):\(line): \(reason); get the file again from where it is kept"
    case .reference(let reason): "the reference of nights \(reason)"
    }
  }
}
