public import ArgumentParser
public import Training

/// BatchNorm policies as they are typed: `inherited`, `batch(100)`, `recalibrated(1000)`.
extension NormalizationPolicy: ExpressibleByArgument {
  /// As tables write it: "inherited", "batch(100)", "recalibrated(1000)".
  public init?(argument: String) {
    let parts = argument.split(separator: "(", maxSplits: 1), number = parts.dropFirst().first.flatMap { Int($0.dropLast()) }
    switch (parts.first, number) {
    case ("inherited", nil) where parts.count == 1: self = .inherited
    case ("batch", let number?) where number > 0 && argument.hasSuffix(")"): self = .batch(size: number)
    case ("recalibrated", let number?) where number > 0 && argument.hasSuffix(")"): self = .recalibrated(images: number)
    default: return nil
    }
  }
}
