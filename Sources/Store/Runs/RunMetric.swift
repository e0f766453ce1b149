/// What the scores of a run measure, with what files and tables call it and its unit; larger is better.
public struct RunMetric: Codable, Hashable, Sendable {
  /// "accuracy", "PSNR"; in lower case the end of arrays' names.
  public let name: String
  /// Of a mean over images, and of the mean training loss.
  public let unit: String, lossUnit: String
  /// In which unit tables and axes show it, and what numbers are multiplied with for that: accuracy is shown in per cent.
  public let shownUnit: String, scale: Double
  /// What an image scores where a net's output is no number: no more than any other.
  public let least: Double

  /// Right answers over images, under cross-entropy.
  public static let accuracy = RunMetric(
    name: "accuracy", unit: "fraction", lossUnit: "nat", shownUnit: "%", scale: 100, least: 0)
  /// The mean over images of their peak signal-to-noise ratio, under the mean absolute difference of intensities from 0 to 1.
  public static let psnr = RunMetric(name: "PSNR", unit: "dB", lossUnit: "intensity", shownUnit: "dB", scale: 1, least: -100)
  /// All that files know.
  public static let all = [accuracy, psnr]

  /// Its name within those of arrays.
  var word: String { name.lowercased() }

  /// That of the file which has an array with this beginning and the metric's word; accuracy where it has none.
  init(_ arrays: ArrayReader, _ beginning: String) {
    self = Self.all.first { arrays.has(beginning + $0.word) } ?? .accuracy
  }

  private init(name: String, unit: String, lossUnit: String, shownUnit: String, scale: Double, least: Double) {
    (self.name, self.unit, self.lossUnit, self.least) = (name, unit, lossUnit, least)
    (self.shownUnit, self.scale) = (shownUnit, scale)
  }
}
