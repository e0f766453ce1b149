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

extension ScoreOptions {
  /// Those that somebody said.
  var given: [Name] {
    Name.allCases.filter { name in
      switch name {
      case .delimiter: delimiter != nil
      case .decimal: decimal != nil
      case .header: header != nil
      case .at: at != nil
      case .keys: keys != nil
      case .log: logPattern != nil
      }
    }
  }

  /// Refuses an option that has no effect on any of the files that are read together.
  ///
  /// - Parameter layouts: what they are, none of which need be known.
  package func check(_ layouts: [LayoutOptions], files: String) throws(ScoresError) {
    guard !layouts.isEmpty, let vain = given.first(where: { name in !layouts.contains { $0.names.contains(name) } }) else { return }
    throw .vain(
      files: files, layouts: layouts.map(\.layout).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      option: vain == .header && header == false ? "--no-header" : "--\(vain.rawValue)", of: LayoutOptions.layouts(of: vain))
  }
}
