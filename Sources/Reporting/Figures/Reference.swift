/// A line of reference: what another training, a perfect predictor, a plain count of layers or chance reaches.
public struct Reference: Hashable, Sendable {
  public var name: String, reading: Reading
  public init(_ name: String, _ reading: Reading) { (self.name, self.reading) = (name, reading) }
}
