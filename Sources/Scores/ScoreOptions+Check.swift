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
    throw .withoutEffect(
      files: files, layouts: layouts.map(\.layout).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      option: word(vain), of: LayoutOptions.layouts(of: vain))
  }

  /// As they are written on a command line.
  package var givenNames: [String] { given.map(word) }

  private func word(_ name: Name) -> String { name == .header && header == false ? "--no-header" : "--\(name.rawValue)" }
}
