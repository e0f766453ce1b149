/// Augmentations as specs and experiments write them: `{"padding": 4, "flips": true}`; what is left out does not happen.
extension Augmentation {
  private enum Key: String, CodingKey { case padding, flips, cutout }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      padding: try container.decodeIfPresent(Int.self, forKey: .padding) ?? 0,
      flips: try container.decodeIfPresent(Bool.self, forKey: .flips) ?? false,
      cutout: try container.decodeIfPresent(Int.self, forKey: .cutout) ?? 0)
  }
}
