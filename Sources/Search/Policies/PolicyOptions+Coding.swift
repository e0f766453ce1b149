extension PolicyOptions: Codable {
  private enum Key: String, CodingKey { case name, units, embedding, update, step, entropy, baseline, credit }
  private enum Name: String, Codable, CaseIterable { case factorized, lstm }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let form: Form =
      switch try container.decode(Name.self, forKey: .name) {
      case .factorized: .factorized
      case .lstm:
        .lstm(
          units: try container.decodeIfPresent(Int.self, forKey: .units) ?? 64,
          embedding: try container.decodeIfPresent(Int.self, forKey: .embedding) ?? 32)
      }
    self.init(form, step: try container.decodeIfPresent(Double.self, forKey: .step))
    if let given = try container.decodeIfPresent(Update.self, forKey: .update) { update = given }
    if let given = try container.decodeIfPresent(Double.self, forKey: .entropy) { entropy = given }
    if let given = try container.decodeIfPresent(Double.self, forKey: .baseline) { baselineDecay = given }
    if let given = try container.decodeIfPresent(Credit.self, forKey: .credit) { credit = given }
    try check()
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch form {
    case .factorized: try container.encode(Name.factorized, forKey: .name)
    case .lstm(let units, let embedding):
      try container.encode(Name.lstm, forKey: .name)
      try container.encode(units, forKey: .units)
      try container.encode(embedding, forKey: .embedding)
    }
    try container.encode(update, forKey: .update)
    try container.encode(step, forKey: .step)
    try container.encode(entropy, forKey: .entropy)
    try container.encode(baselineDecay, forKey: .baseline)
    try container.encode(credit, forKey: .credit)
  }
}

/// Updates as options write them.
///
///     {"name": "reinforce"}   {"name": "ppo", "clip": 0.2, "epochs": 4}
extension PolicyOptions.Update: Codable {
  private enum Key: String, CodingKey { case name, clip, epochs }
  private enum Name: String, Codable, CaseIterable { case reinforce, ppo }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .reinforce: self = .reinforce
    case .ppo:
      self = .ppo(
        clip: try container.decodeIfPresent(Double.self, forKey: .clip) ?? 0.2,
        epochs: try container.decodeIfPresent(Int.self, forKey: .epochs) ?? 4)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .reinforce: try container.encode(Name.reinforce, forKey: .name)
    case .ppo(let clip, let epochs):
      try container.encode(Name.ppo, forKey: .name)
      try container.encode(clip, forKey: .clip)
      try container.encode(epochs, forKey: .epochs)
    }
  }
}
