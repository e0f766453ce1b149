public import Search

/// A searcher as people write it outside of experiments: its name, or a mapping with its options.
///
///     try DeclaredAlgorithm(reading: "evolution", option: "--algorithm")
///     try DeclaredAlgorithm(reading: "{name: evolution, population: 10}", option: "--algorithm")
public struct DeclaredAlgorithm: Decodable, Validated {
  public let algorithm: SearchAlgorithm

  public init(from decoder: any Decoder) throws { algorithm = try SearchAlgorithm(from: decoder) }

  /// Throws `ExperimentError` as experiments do; `option` is what errors call the place.
  public init(reading text: String, option: String) throws(ExperimentError) {
    self = try StrictYAML.decode(Self.self, text.contains(":") ? text : "name: \(text)", file: option)
  }

  /// Options are held against a problem where there is one.
  public func validate() throws(ExperimentError) {}
}
