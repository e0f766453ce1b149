public import Digests

/// How far training turned a supernet's weights: three sums a candidate, of which the angle of any net is made.
public struct AngleRun: StoredRun {
  public static let kind = "angles"
  public static let schema = 1

  public let header: RunHeader
  public let space: SpaceLabel
  /// The strategy and the seed of the supernet, and the digest of its job's spec.
  public let strategy: String, seed: Int, supernet: Digest
  /// Passes of the snapshot whose weights are held against the untrained ones.
  public let passes: Int
  /// Names of choices, and of each choice's candidates.
  public let choices: [String], candidates: [[String]]
  /// ‖w₀‖², ‖w_t‖² and ‖w_t − w₀‖²: of what every net runs, and of each candidate of each choice.
  public let fixed: [Double], sums: [[[Double]]]

  /// Three sums each.
  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, supernet: Digest, passes: Int, choices: [String],
    candidates: [[String]], fixed: [Double], sums: [[[Double]]]
  ) {
    precondition(sums.map(\.count) == candidates.map(\.count) && choices.count == sums.count, "one row a candidate")
    precondition(([fixed] + sums.joined()).allSatisfy { $0.count == 3 }, "three sums each")
    (self.header, self.space, self.strategy, self.seed, self.supernet) = (header, space, strategy, seed, supernet)
    (self.passes, self.choices, self.candidates, self.fixed, self.sums) = (passes, choices, candidates, fixed, sums)
  }

  public var arrays: [NamedArray] {
    space.arrays + [
      NamedArray("supernet/digest", .texts([supernet.hex]), "SHA-256 of the supernet's spec: the name of its run file"),
      NamedArray("supernet/strategy", .texts([strategy]), "training strategy of the supernet"),
      NamedArray("supernet/seed", .integers([seed]), "seed of the supernet"),
      NamedArray("supernet/passes", .integers([passes]), unit: "pass", "forward-backward passes of the snapshot"),
    ] + CandidateNames(choices: choices, candidates: candidates).arrays + [
      NamedArray("sums/fixed", .doubles(fixed), "of what every net runs: \(Self.what)"),
      NamedArray(
        "sums/candidates", shape: [sums.reduce(0) { $0 + $1.count }, 3], .doubles(sums.flatMap { $0.flatMap(\.self) }),
        "of each candidate: \(Self.what)"),
    ]
  }

  private static let what = "squared norms of weights before training, after it, and of their difference"

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let names = try CandidateNames(arrays), sums = try arrays.doubles("sums/candidates", shape: [names.count, 3])
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("supernet/strategy"),
      seed: try arrays.integer("supernet/seed"), supernet: try arrays.digest("supernet/digest"),
      passes: try arrays.integer("supernet/passes"), choices: names.choices, candidates: names.candidates,
      fixed: try arrays.doubles("sums/fixed", shape: [3]), sums: names.rows((0..<names.count).map { Array(sums[3 * $0..<3 * $0 + 3]) }))
  }
}
