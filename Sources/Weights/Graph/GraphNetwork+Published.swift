public import Spaces

/// Graphs of published nets.
extension GraphNetwork {
  /// The published net whose structure the graph has, layer by layer; nil where it is none of those known.
  public func published() throws(SpaceError) -> PublishedArchitecture? {
    for known in Catalogue.published where known.family == .superResolution {
      let searched = try Catalogue.space(named: known.space)
      if space.hasStructure(of: searched.restricted(to: try searched.architecture(known.text))) { return known }
    }
    return nil
  }

  /// The first space of super-resolution nets that has the net, and the text of its architecture there; nil where none has.
  public func architecture() throws(SpaceError) -> (space: String, text: String)? {
    for name in ["moremnas", "falsr"] {
      let space = try Catalogue.space(named: name)
      if let found = space.architecture(withStructureOf: self.space) { return (name, space.text(of: found)) }
    }
    return nil
  }

  /// The net of this name, letters large or small. Throws `WeightsError.otherGraph` where the graph is another one's, and
  /// `noReleasedNames` where none of this name is known.
  public func published(named name: String) throws -> PublishedArchitecture {
    let known = Catalogue.published.filter { $0.family == .superResolution }
    guard let wanted = known.first(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw WeightsError.noReleasedNames(
        network: name, nearest: nearest(to: name, among: known.map(\.name)), known: known.map(\.name))
    }
    let found = try published()
    guard found == wanted else {
      throw WeightsError.otherGraph(
        path: path, network: wanted.name,
        found: found.map { "that of \($0.name)" } ?? "none of a published net, with \(parameters) parameters")
    }
    return wanted
  }
}

extension PublishedArchitecture {
  /// What is printed of it on a set of test images, which is known by its folder's name and how many there are; nil where nothing is.
  public func restoration(on folder: String, images: Int) -> Restoration? {
    let name = folder.split(separator: "/").last.map { $0.lowercased() }
    return published.restorations.first { $0.set.lowercased() == name && $0.images == images }
  }
}
