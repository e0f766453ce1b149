/// Why a printed number is what it is, found by counting.
public enum Explanation: Hashable, Sendable {
  /// It is this network's, counted in this way.
  case counted(Way, PrintedNumber.Agreement)
  /// It is this network's with two neighbouring digits exchanged; `as` is what was meant.
  case exchangedDigits(Way, as: PrintedNumber)
  /// It is none of this network's, and another's count in the same setting: the wrong row.
  case otherRow(name: String, Way, PrintedNumber.Agreement)
  /// None of these; of this network's own counts this one is nearest, by so much relative to what is printed.
  case unexplained(nearest: Way, difference: Double)

  /// A way of counting.
  public enum Way: Hashable, Sendable, CustomStringConvertible {
    /// Of a network that has a second head while it trains.
    case parameters(auxiliary: Bool)
    /// Of one that never has.
    case allParameters
    case operations(Counting)

    public var description: String {
      switch self {
      case .parameters(let auxiliary): auxiliary ? "with auxiliary head" : "without auxiliary head"
      case .allParameters: "parameters"
      case .operations(let counting): counting.rawValue
      }
    }
  }
}

extension Explanation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .counted(let way, let agreement): "\(way)\(agreement.remark)"
    case .exchangedDigits(let way, let meant): "\(meant) with digits exchanged (\(way))"
    case .otherRow(let name, let way, let agreement): "\(name)'s (\(way)\(agreement.remark))"
    case .unexplained(let nearest, let difference):
      "no count; \(nearest) is \(difference < 0 ? "−" : "+")\((difference.magnitude * 1000).rounded() / 10) % off"
    }
  }
}

extension PrintedNumber.Agreement {
  fileprivate var remark: String { self == .cutOff ? ", cut off" : "" }
}

extension Explanation {
  /// Of a printed number of parameters.
  static func parameters(_ printed: PrintedNumber, own: NetworkCounts, others: [NetworkCounts]) -> Explanation {
    Explanation(
      printed, own: own, others: others,
      ways: own.setting == nil ? [.allParameters] : [.parameters(auxiliary: false), .parameters(auxiliary: true)])
  }

  /// Of a printed number of operations; `usual` is the way that is tried first.
  static func operations(
    _ printed: PrintedNumber, own: NetworkCounts, others: [NetworkCounts], usual: Counting = .macs
  ) -> Explanation {
    let ways = [usual] + Counting.allCases.filter { $0 != usual }
    return Explanation(printed, own: own, others: others, ways: ways.map { .operations($0) })
  }

  /// Looks among the network's own counts, then among those of others in the same setting (as tables use to count: parameters
  /// without the second head; MACs, or what is usual in the setting).
  private init(_ printed: PrintedNumber, own: NetworkCounts, others: [NetworkCounts], ways: [Way]) {
    for way in ways {
      if let agreement = printed.agreement(with: own.count(way)) {
        self = .counted(way, agreement)
        return
      }
    }
    for meant in printed.exchanges {
      if let way = ways.first(where: { own.isUsual($0) && meant.agreement(with: own.count($0)) == .rounded }) {
        self = .exchangedDigits(way, as: meant)
        return
      }
    }
    for wanted in [PrintedNumber.Agreement.rounded, .cutOff] {
      for other in others where other.name != own.name && other.setting == own.setting {
        if let way = ways.first(where: { other.isUsual($0) && printed.agreement(with: other.count($0)) == wanted }) {
          self = .otherRow(name: other.name, way, wanted)
          return
        }
      }
    }
    let differences = ways.map { ($0, printed.relativeDifference(of: own.count($0))) }
    let nearest = differences.reduce(differences[0]) { $1.1.magnitude < $0.1.magnitude ? $1 : $0 }
    self = .unexplained(nearest: nearest.0, difference: nearest.1)
  }
}

extension NetworkCounts {
  fileprivate func count(_ way: Explanation.Way) -> Int {
    switch way {
    case .parameters(let auxiliary): parameters + (auxiliary ? auxiliaryParameters : 0)
    case .allParameters: parameters
    case .operations(let counting): operations(counting)
    }
  }

  fileprivate func isUsual(_ way: Explanation.Way) -> Bool {
    switch way {
    case .parameters(let auxiliary): !auxiliary
    case .allParameters: true
    case .operations(let counting): counting == .macs || counting == setting.map { $0 == .cifar ? .thop : .ptflops }
    }
  }
}
