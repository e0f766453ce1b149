internal import Engine
internal import Networks
internal import Strategies

extension SkipDisturbance {
  /// The layer that a network puts behind skips.
  var layer: Knobs.Skips {
    switch self {
    case .dropout: .dropout
    case .noise(let noise): .noise(noise.law.inEngine, mean: noise.mean, scaled: noise.scaled, reducing: noise.reducing)
    }
  }
}

extension SkipNoise.Law {
  /// The engine's law of this name.
  fileprivate var inEngine: Noise.Law {
    switch self {
    case .gaussian: .gaussian
    case .uniform: .uniform
    case .factor: .factor
    }
  }
}
