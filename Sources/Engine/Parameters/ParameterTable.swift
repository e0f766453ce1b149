public import Streams

/// Every parameter of a network by name, how it starts, and the running statistics of its normalisations.
public struct ParameterTable: Sendable {
  /// The distribution of initial values.
  public enum Start: Hashable, Sendable {
    case one, zero
    /// Uniform with variance 2/fanIn (He et al. 2015).
    case heUniform(fanIn: Int)
    /// Normal with variance 2/fan (He et al. 2015).
    case heNormal(fan: Int)
    /// Uniform in ±bound.
    case uniform(bound: Float)
    /// Normal with this standard deviation.
    case normal(deviation: Float)
    /// Of a square matrix of so many rows: 1 on the diagonal, else 0.
    case identity(rows: Int)
  }

  public private(set) var parameters: [Parameter] = []
  /// Running means and variances, [2][channels] each, in a block of their own.
  public private(set) var statistics: [Parameter] = []
  private var starts: [Start] = []
  private var layout = Layout(), statisticsLayout = Layout()

  public init() {}

  /// Floats of the parameter block.
  public var count: Int { layout.used }
  /// Floats of the statistics block.
  public var statisticsCount: Int { statisticsLayout.used }

  /// Room for a parameter of this shape, whose name is its own: its initial values are drawn by it.
  public mutating func add(_ name: String, _ shape: [Int], _ start: Start, _ kind: Parameter.Kind) -> Parameter {
    let count = shape.reduce(1, *), first = layout.reserve(count), parameter = Parameter(name, first..<first + count, kind, shape: shape)
    parameters.append(parameter)
    starts.append(start)
    return parameter
  }

  /// Room for a running mean and variance of each channel.
  public mutating func addStatistics(_ name: String, channels: Int) -> Parameter {
    let first = statisticsLayout.reserve(2 * channels), parameter = Parameter(name, first..<first + 2 * channels, shape: [2, channels])
    statistics.append(parameter)
    return parameter
  }

  /// Writes the initial values: each parameter's depend on the stream and its name alone.
  public func initialize(_ memory: Memory, _ stream: RandomStream) {
    for (parameter, start) in zip(parameters, starts) {
      let values = memory.parameters + parameter.range.lowerBound, count = parameter.range.count
      var random = stream.child(parameter.name)
      switch start {
      case .one: values.update(repeating: 1, count: count)
      case .zero: values.update(repeating: 0, count: count)
      case .heUniform(let fanIn):
        let bound = (6 / Float(fanIn)).squareRoot()
        for i in 0..<count { values[i] = bound * Float(2 * random.unit() - 1) }
      case .heNormal(let fan):
        let deviation = (2 / Float(fan)).squareRoot()
        for i in 0..<count { values[i] = deviation * Float(random.normal()) }
      case .uniform(let bound): for i in 0..<count { values[i] = bound * Float(2 * random.unit() - 1) }
      case .normal(let deviation): for i in 0..<count { values[i] = deviation * Float(random.normal()) }
      case .identity(let rows): for i in 0..<count { values[i] = i % (rows + 1) == 0 ? 1 : 0 }
      }
    }
    for statistic in statistics {
      let half = statistic.range.count / 2, values = memory.statistics + statistic.range.lowerBound
      values.update(repeating: 0, count: half)
      (values + half).update(repeating: 1, count: half)
    }
  }
}
