public import ArgumentParser
public import Training

/// BatchNorm policies as they are typed: `inherited`, `batch(100)`, `recalibrated(1000)`, `moving(200x128)`.
extension NormalizationPolicy: ExpressibleByArgument {
  /// As tables write it: "inherited", "batch(100)", "recalibrated(1000)", "moving(200x128)".
  public init?(argument: String) {
    let parts = argument.split(separator: "(", maxSplits: 1), isClosed = parts.count == 1 || argument.hasSuffix(")")
    let words = parts.dropFirst().first?.dropLast().split(separator: "x", omittingEmptySubsequences: false) ?? []
    let numbers = words.compactMap { Int($0) }
    guard isClosed, numbers.count == words.count, numbers.allSatisfy((1...1_000_000).contains) else { return nil }
    switch (parts.first, numbers.count) {
    case ("inherited", 0) where parts.count == 1: self = .inherited
    case ("batch", 1): self = .batch(size: numbers[0])
    case ("recalibrated", 1): self = .recalibrated(images: numbers[0])
    case ("moving", 2): self = .moving(batches: numbers[0], size: numbers[1])
    default: return nil
    }
  }
}
