/// What a worker gathers besides weights: a row an epoch.
struct EpochNotes: Codable {
  struct Row: Codable {
    /// On search-validation images, and processor seconds of all sessions until then.
    var score: Double, cpuSeconds: Double
  }

  var rows: [Row] = []
  /// The sums of each block at the marks of a net alone that are passed.
  var marks: [[Double]] = []
}
