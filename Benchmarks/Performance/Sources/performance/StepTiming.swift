/// What one process measured of one workload's training step; ours and the peer's print the same line.
struct StepTiming: Codable {
  var workload: String, threads: Int, isa: String, batch: Int, steps: Int
  var median: Double, best: Double, imagesPerSecond: Double
  /// The most memory the process held, in MB.
  var memory: Double

  private enum CodingKeys: String, CodingKey {
    case workload, threads, isa, batch, steps
    case median = "median_ms"
    case best = "best_ms"
    case imagesPerSecond = "images_per_second"
    case memory = "peak_rss_mb"
  }

  var bestImagesPerSecond: Double { Double(batch) / best * 1e3 }
}
