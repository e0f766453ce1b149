public import ArgumentParser
public import Training

/// BatchNorm policies as they are typed: `inherited`, `batch(100)`, `recalibrated(1000)`.
extension NormalizationPolicy: ExpressibleByArgument {
  /// As tables write it: "inherited", "batch(100)", "recalibrated(1000)".
  public init?(argument: String) {
    let parts = argument.split(separator: "(", maxSplits: 1), number = parts.dropFirst().first.flatMap { Int($0.dropLast()) }
    let most = 1...1_000_000
    switch (parts.first, number) {
    case ("inherited", nil) where parts.count == 1: self = .inherited
    case ("batch", let number?) where most.contains(number) && argument.hasSuffix(")"): self = .batch(size: number)
    case ("recalibrated", let number?) where most.contains(number) && argument.hasSuffix(")"): self = .recalibrated(images: number)
    default: return nil
    }
  }
}
