/// An architecture of a paper, with what the paper says of it.
///
/// Its parameters and MACs are counted, never copied: `CostTable` of its space gives them, and tests hold them against these
/// figures within the digits that are printed.
public struct PublishedArchitecture: Codable, Hashable, Sendable {
  /// As the paper has it: `FairNAS-A`.
  public var name: String
  /// Its space's name in the catalogue.
  public var space: String
  /// Its canonical text.
  public var text: String
  public var published: Figures
  /// Paper or file, and where in it.
  public var source: String

  /// As printed; nil where nothing was.
  public struct Figures: Codable, Hashable, Sendable {
    /// In millions.
    public var parameters, macs: Double?
    /// In per cent, on the space's own test set (ImageNet: validation).
    public var top1, top5: Double?

    public init(parameters: Double? = nil, macs: Double? = nil, top1: Double? = nil, top5: Double? = nil) {
      self.parameters = parameters
      self.macs = macs
      self.top1 = top1
      self.top5 = top5
    }
  }

  public init(_ name: String, space: String, _ text: String, _ published: Figures, source: String) {
    self.name = name
    self.space = space
    self.text = text
    self.published = published
    self.source = source
  }
}
