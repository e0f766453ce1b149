/// What a layout is called, and which options say how a file of it is read.
package struct LayoutOptions: Sendable {
  let layout: String, names: Set<ScoreOptions.Name>

  init(_ layout: String, _ names: Set<ScoreOptions.Name>) { (self.layout, self.names) = (layout, names) }

  package static let log = LayoutOptions("a log", [.log, .decimal])
  package static let json = LayoutOptions("JSON", [.at, .keys, .decimal])
  package static let lines = LayoutOptions("lines of fields", [.delimiter, .decimal, .header])
  package static let hdf5 = LayoutOptions("HDF5", [.at, .decimal])
  package static let numPy = LayoutOptions("a NumPy array", [.decimal])
  /// JSON of a net each.
  package static let net = LayoutOptions("JSON of one net", [.at, .decimal])
  static let all = [log, json, lines, hdf5, numPy, net]

  /// Whose files an option is for.
  static func layouts(of name: ScoreOptions.Name) -> [String] { all.filter { $0.names.contains(name) }.map(\.layout) }
}
