public import Engine
public import Spaces

/// A larger image for each: the mean absolute difference from the true one, and the peak signal-to-noise ratio. The task of spaces whose head
/// gives an image (`Space.upscaling`).
public struct SuperResolution: Task {
  /// The largest intensity: that of white.
  public var peak: Double

  /// Intensities from 0 to 1 unless said.
  public init(peak: Double = 1) { self.peak = peak }

  /// 10 log₁₀(peak²/mean squared difference) of an image, all its numbers counted; from −100 to 100.
  public var metric: Metric { Metric(name: "PSNR", unit: "dB") }
  /// The space's image; of a space that gives classes, its input.
  public func targets(of space: Space) -> Targets { .images(space.outputImage ?? space.input) }
  /// One: the sum of absolute differences.
  public var resultsPerSlice: Int { L1.doublesPerSlice }

  /// `output` is [images][height][width][channels], as the targets are.
  public func loss(_ output: View, _ place: LossPlace) -> any Loss {
    guard let targets = place.images else { preconditionFailure("\(place.name) of a task whose targets are images") }
    return L1(output, targets: targets, results: place.results, slices: place.slices, peak: peak, name: place.name)
  }
}

extension Space {
  /// What its networks are for where nothing else is said.
  public var task: any Task { upscaling == nil ? Classification() : SuperResolution() }
}
