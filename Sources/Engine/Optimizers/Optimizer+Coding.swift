/// Optimisers as specs and experiments write them; what is left out has its default.
///
///     {"name": "sgd", "momentum": 0.9, "decay": 0.0005, "nesterov": false, "decaysAll": true}
///     {"name": "adam", "beta1": 0.5, "clipping": {"norm": 5}}
extension Optimizer {
  private enum Key: String, CodingKey { case name, clipping, decaysAll }
  private enum Name: String, Codable, CaseIterable { case sgd, adam }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let rule: Rule =
      switch try container.decode(Name.self, forKey: .name) {
      case .sgd: .sgd(try SGD(from: decoder))
      case .adam: .adam(try Adam(from: decoder))
      }
    self.init(
      rule, clipping: try container.decodeIfPresent(Clipping.self, forKey: .clipping) ?? .none,
      decaysAll: try container.decodeIfPresent(Bool.self, forKey: .decaysAll) ?? true)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch rule {
    case .sgd(let sgd):
      try container.encode(Name.sgd, forKey: .name)
      try sgd.encode(to: encoder)
    case .adam(let adam):
      try container.encode(Name.adam, forKey: .name)
      try adam.encode(to: encoder)
    }
    if clipping != .none { try container.encode(clipping, forKey: .clipping) }
    try container.encode(decaysAll, forKey: .decaysAll)
  }
}

extension Optimizer.Clipping {
  private enum Key: String, CodingKey { case norm, value }

  /// `{"norm": 5}` or `{"value": 0.1}`; no clipping is not written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let norm = try container.decodeIfPresent(Double.self, forKey: .norm), value = try container.decodeIfPresent(Double.self, forKey: .value)
    switch (norm, value) {
    case (let norm?, nil): self = .norm(norm)
    case (nil, let value?): self = .value(value)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "should have one of the keys 'norm' and 'value'"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .none: break
    case .norm(let limit): try container.encode(limit, forKey: .norm)
    case .value(let limit): try container.encode(limit, forKey: .value)
    }
  }
}

extension SGD {
  private enum Key: String, CodingKey { case momentum, decay, nesterov }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self), usual = SGD()
    self.init(
      momentum: try container.decodeIfPresent(Double.self, forKey: .momentum) ?? usual.momentum,
      decay: try container.decodeIfPresent(Double.self, forKey: .decay) ?? usual.decay,
      nesterov: try container.decodeIfPresent(Bool.self, forKey: .nesterov) ?? usual.nesterov)
  }
}

extension Adam {
  private enum Key: String, CodingKey { case beta1, beta2, epsilon, decay }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self), usual = Adam()
    self.init(
      beta1: try container.decodeIfPresent(Double.self, forKey: .beta1) ?? usual.beta1,
      beta2: try container.decodeIfPresent(Double.self, forKey: .beta2) ?? usual.beta2,
      epsilon: try container.decodeIfPresent(Double.self, forKey: .epsilon) ?? usual.epsilon,
      decay: try container.decodeIfPresent(Double.self, forKey: .decay) ?? usual.decay)
  }
}
