/// What a worker gathers besides weights: a row an epoch.
struct EpochNotes: Codable {
  struct Row: Codable {
    /// On search-validation images (fraction), and processor seconds of all sessions until then.
    var accuracy: Double, cpuSeconds: Double
  }

  var rows: [Row] = []
}
