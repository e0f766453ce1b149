/// Designs as specs and experiments write them.
///
///     {"name": "depth", "count": 96}   {"name": "macs", "count": 960, "strata": 10}   {"name": "exhaustive"}
extension SampleDesign {
  private enum Key: String, CodingKey { case name, count, strata }
  private enum Name: String, Codable, CaseIterable { case exhaustive, uniform, depth, macs }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .exhaustive: self = .exhaustive
    case .uniform: self = .uniform(count: try container.decode(Int.self, forKey: .count))
    case .depth: self = .depth(count: try container.decode(Int.self, forKey: .count))
    case .macs:
      self = .macs(
        count: try container.decode(Int.self, forKey: .count), strata: try container.decodeIfPresent(Int.self, forKey: .strata) ?? 10)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    func write(_ name: Name, _ count: Int) throws {
      try container.encode(name, forKey: .name)
      try container.encode(count, forKey: .count)
    }
    switch self {
    case .exhaustive: try container.encode(Name.exhaustive, forKey: .name)
    case .uniform(let count): try write(.uniform, count)
    case .depth(let count): try write(.depth, count)
    case .macs(let count, let strata):
      try write(.macs, count)
      try container.encode(strata, forKey: .strata)
    }
  }
}
