/// A genotype of a paper or of its released code, with what is printed of its networks.
///
/// Costs are counted, never copied: `explanations` says which way of counting gives each printed number.
public struct PublishedGenotype: Hashable, Sendable {
  public var name: String
  /// Who is compared with whom: a number in one row may be another row's.
  public var family: Family
  public var printed: [Printed]
  /// The cells in the shorthand of `Genotype.init(normal:reduce:)`.
  let normal: String, reduce: String

  public enum Family: String, Codable, CaseIterable, Hashable, Sendable {
    case methods, fairDARTS, noisyDARTS, randomAndNoise
  }

  /// One row of a table, or one line of a comment.
  public struct Printed: Hashable, Sendable {
    public var setting: EvaluationSetting
    /// In millions, with the digits that are printed.
    public var parameters: PrintedNumber, macs: PrintedNumber
    /// In per cent; nil where none stands there.
    public var top1: Double?
    public var source: Source

    init(_ setting: EvaluationSetting, parameters: PrintedNumber, macs: PrintedNumber, top1: Double? = nil, _ source: Source) {
      self.setting = setting
      self.parameters = parameters
      self.macs = macs
      self.top1 = top1
      self.source = source
    }
  }

  public enum Source: String, Codable, Hashable, Sendable {
    case darts = "DARTS (Liu et al. 2019), the ImageNet table"
    case pc = "PC-DARTS (Xu et al. 2020), README of the released code"
    case pdarts = "P-DARTS (Chen et al. 2019), tables in the released code"
    case readmeFair = "FairDARTS (Chu et al. 2020), README of the released code"
    case codeFair = "FairDARTS (Chu et al. 2020), comment in fairdarts/genotypes.py"
    case codeRandom = "FairDARTS (Chu et al. 2020), comment in darts/genotypes.py"
    case readmeNoisy = "NoisyDARTS (Chu et al. 2020), README of the released code"
  }

  /// Throws where the shorthand says none, which tests exclude.
  public func genotype() throws(SpaceError) -> Genotype { try Genotype(normal: normal, reduce: reduce) }
}

/// How a genotype becomes a network to be trained for itself, in all papers of this family.
public enum EvaluationSetting: String, Codable, CaseIterable, Hashable, Sendable {
  /// 20 cells of 36 channels, 32 × 32 images of 10 classes.
  case cifar
  /// 14 cells of 48 channels, 224 × 224 images of 1,000 classes.
  case imageNet

  /// As people call it.
  public var title: String { self == .cifar ? "CIFAR-10" : "ImageNet" }

  /// With a second head of weight 0.4.
  public func network(_ genotype: Genotype) throws(SpaceError) -> Space {
    switch self {
    case .cifar: try .darts(genotype, auxiliary: 0.4)
    case .imageNet:
      try .darts(
        genotype, channels: 48, cells: 14, input: ImageShape(height: 224, width: 224, channels: 3), classes: 1000, stem: .imageNet,
        auxiliary: 0.4)
    }
  }
}

extension Genotype {
  /// Reads cells as `s3:1 s3:0 / k:0 s3:1 / …`, two pairs a sum, or as `s3:2<0 m:4<0`, operation, to and from.
  ///
  /// m and a are pools (maximum, average), k is the skip, s3, s5, d3 and d5 are separable and dilated convolutions.
  init(normal: String, reduce: String) throws(SpaceError) {
    let style: Style = normal.contains("<") ? .triples : .pairs
    try self.init(
      normal: Self.entries(normal, style, in: .normal), reduce: Self.entries(reduce, style, in: .reduce), style: style)
  }

  private static let shorthand: [String: Primitive] = [
    "m": .maxPool, "a": .averagePool, "k": .skip, "s3": .separable3, "s5": .separable5, "d3": .dilated3, "d5": .dilated5,
  ]

  private static func entries(_ text: String, _ style: Style, in kind: CellKind) throws(SpaceError) -> [Entry] {
    let words = text.split { $0 == " " || $0 == "/" }
    var entries: [Entry] = []
    for (number, word) in words.enumerated() {
      let parts = word.split { $0 == ":" || $0 == "<" }, states = parts.dropFirst().compactMap { Int($0) }
      guard let operation = shorthand[String(parts[0])], states.count == (style == .pairs ? 1 : 2), parts.count == states.count + 1 else {
        throw .genotype(place: "\(kind.rawValue)[\(number)]", reason: "'\(word)' is no operation with its states")
      }
      entries.append(
        style == .pairs ? Entry(operation, to: 2 + number / 2, from: states[0]) : Entry(operation, to: states[0], from: states[1]))
    }
    return entries
  }
}
