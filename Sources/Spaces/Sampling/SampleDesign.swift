/// How networks are drawn for evaluation: always distinct under the canonical form.
public enum SampleDesign: Codable, Hashable, Sendable {
  /// All of them, in lexicographic order.
  case exhaustive
  /// Each set of `count` networks is equally likely.
  case uniform(count: Int)
  /// Equal numbers from each depth, as far as there are so many; at most 5 % are shallower than two non-identities.
  case depth(count: Int)
  /// Equal numbers from each of so many equal parts of the range of MACs, as far as there are so many: FairNAS's histograms
  /// of 960 models (Chu et al. 2021, Fig. 1; their strata are not published).
  case macs(count: Int, strata: Int = 10)
  /// Each set of `count` of the networks with so many multiply-adds is equally likely: what a search under a constraint is held against.
  case bounded(count: Int, macs: ClosedRange<Int>)
}

/// Networks drawn from a space, with what weighting them needs.
public struct Sample: Hashable, Sendable {
  /// Taken in turn from the strata, so that the first k of them are spread over the strata too.
  public let members: [Member]
  public let strata: [Stratum]

  public struct Member: Hashable, Sendable {
    /// Canonical.
    public let path: [Int]
    public let stratum: Int
    /// The probability that the design takes this network: drawn/size of its stratum. Pairs are weighted by 1/(πᵢπⱼ).
    public let inclusion: Double
  }

  public struct Stratum: Hashable, Sendable {
    /// Depths, or steps of MACs.
    public let values: ClosedRange<Int>
    public let drawn: Int
    public let size: UInt128
  }
}

/// Designs as specs and experiments write them.
///
///     {"name": "depth", "count": 96}   {"name": "macs", "count": 960, "strata": 10}   {"name": "exhaustive"}
///     {"name": "bounded", "count": 16, "least": 315000000, "most": 327000000}
extension SampleDesign {
  private enum Key: String, CodingKey { case name, count, strata, least, most }
  private enum Name: String, Codable, CaseIterable { case exhaustive, uniform, depth, macs, bounded }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .exhaustive: self = .exhaustive
    case .uniform: self = .uniform(count: try container.decode(Int.self, forKey: .count))
    case .depth: self = .depth(count: try container.decode(Int.self, forKey: .count))
    case .macs:
      self = .macs(
        count: try container.decode(Int.self, forKey: .count), strata: try container.decodeIfPresent(Int.self, forKey: .strata) ?? 10)
    case .bounded:
      let least = try container.decodeIfPresent(Int.self, forKey: .least) ?? 0, most = try container.decode(Int.self, forKey: .most)
      guard least <= most else {
        throw DecodingError.dataCorruptedError(forKey: .most, in: container, debugDescription: "is \(most), less than the least, \(least)")
      }
      self = .bounded(count: try container.decode(Int.self, forKey: .count), macs: least...most)
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
    case .bounded(let count, let macs):
      try write(.bounded, count)
      try container.encode(macs.lowerBound, forKey: .least)
      try container.encode(macs.upperBound, forKey: .most)
    }
  }
}
