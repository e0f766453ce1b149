/// Schedules as specs and experiments write them; what is left out has its default.
///
///     {"shape": "cosine", "peak": 0.1, "floor": 0, "warmUp": 0.05}
///     {"shape": "step", "at": [0.5, 0.75], "factor": 0.1, "peak": 0.1}
extension Schedule {
  private enum Key: String, CodingKey { case shape, at, factor, peak, floor, warmUp }
  private enum Name: String, Codable, CaseIterable { case constant, cosine, linear, step }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let shape: Shape =
      switch try container.decode(Name.self, forKey: .shape) {
      case .constant: .constant
      case .cosine: .cosine
      case .linear: .linear
      case .step: .step(at: try container.decode([Double].self, forKey: .at), factor: try container.decode(Double.self, forKey: .factor))
      }
    self.init(
      shape, peak: try container.decode(Double.self, forKey: .peak), floor: try container.decodeIfPresent(Double.self, forKey: .floor) ?? 0,
      warmUp: try container.decodeIfPresent(Double.self, forKey: .warmUp) ?? 0)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let name: Name
    switch shape {
    case .constant: name = .constant
    case .cosine: name = .cosine
    case .linear: name = .linear
    case .step(let times, let factor):
      name = .step
      try container.encode(times, forKey: .at)
      try container.encode(factor, forKey: .factor)
    }
    try container.encode(name, forKey: .shape)
    try container.encode(peak, forKey: .peak)
    try container.encode(floor, forKey: .floor)
    try container.encode(warmUp, forKey: .warmUp)
  }
}
