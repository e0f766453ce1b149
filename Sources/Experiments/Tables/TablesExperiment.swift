/// A declared study of published tables: which files, and nothing to train.
///
/// A value read from YAML under Benchmarks; its key `tables` tells it from a ranking study.
///
///     name: published-tables
///     title: What do published accuracies and search logs say about one-shot rankings and about skips?
///     tables: {supernets: {…}, cells: {…}, angles: {…}, networks: {…}, skips: {…}, finalSkips: {…}}
///     k: 10
///     draws: 10000
///     seed: 1
///
/// All keys must be there. Numbers were known when it was declared, so that nothing in it is a test of a claim.
public struct TablesExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders.
  public var name: String
  /// The question, in a sentence.
  public var title: String
  /// Six files, each under its role.
  public var tables: Tables
  /// The size of the top in P@k, BR@k and regret@k; 5 or more (protocol, section 5).
  public var k: Int
  /// Draws of what chance keeps, from 100 to 1,000,000; 10,000 in the protocol (section 9).
  public var draws: Int
  /// Of those draws, of ridge folds and of oracle lines.
  public var seed: Int

  /// The files by their role; `Analysis` says what columns each must have.
  public struct Tables: Codable, Hashable, Sendable {
    /// `supernets` and `cells` are of NAS-Bench-201: accuracies under supernets (Zhao et al. 2021) and trained alone (Dong et al. 2021).
    /// `angles`: ranks of AngleNAS (Hu et al. 2020). `networks`: random nets of the DARTS space. `skips`, `finalSkips`: RobustDARTS's
    /// searches epoch by epoch and at their end (Zela et al. 2020).
    public var supernets: File, cells: File, angles: File, networks: File, skips: File, finalSkips: File

    /// As tests declare them.
    package init(supernets: File, cells: File, angles: File, networks: File, skips: File, finalSkips: File) {
      (self.supernets, self.cells, self.angles) = (supernets, cells, angles)
      (self.networks, self.skips, self.finalSkips) = (networks, skips, finalSkips)
    }

    var all: [(role: String, file: File)] {
      [
        ("supernets", supernets), ("cells", cells), ("angles", angles), ("networks", networks), ("skips", skips),
        ("finalSkips", finalSkips),
      ]
    }
  }

  /// A file that somebody published.
  ///
  ///     skips:
  ///       file: robustdarts_skips_per_epoch.csv
  ///       source: Zela et al. 2020, github.com/automl/RobustDARTS
  ///       digest: 0639ed34557fa6eb11bb7670bbbc7b8a512f0a6d02cc195e400ca5ff0b6e41ae
  public struct File: Codable, Hashable, Sendable {
    /// Where it stands, or its name below the folder that `CONCORD_TABLES` names; `.xz` where it is compressed.
    public var file: String
    /// Who published it and where, as tables and errors print it.
    public var source: String
    /// SHA-256 that the file must have as it lies, compressed or not, in 64 lower-case hexadecimal digits; any content where left out.
    public var digest: String?
    /// Bytes of its content, up to 2²⁸; needed where it is compressed, for no size that a file states is trusted.
    public var size: Int?

    /// As tests declare it; nothing is checked before `validate`.
    package init(file: String, source: String, digest: String? = nil, size: Int? = nil) {
      (self.file, self.source, self.digest, self.size) = (file, source, digest, size)
    }
  }
}

extension TablesExperiment: Validated {
  /// The first field that is wrong, in the order of the file. Whether files are there is asked by the reproduction.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    for (role, own) in tables.all { try own.check("tables.\(role)") }
    try need(k >= 5, "k", "is \(k), should be 5 or more")
    try need((100...1_000_000).contains(draws), "draws", "is \(draws), should be from 100 to 1000000")
    try need(seed >= 0, "seed", "is \(seed), should be 0 or more")
  }
}

extension TablesExperiment.File {
  func check(_ place: String) throws(ExperimentError) {
    try need(!file.isEmpty, "\(place).file", "is empty, should be a path")
    try need(!source.isEmpty, "\(place).source", "is empty, should say who published it")
    try checkDigest(digest, "\(place).digest")
    try need(size ?? 1 > 0 && size ?? 0 <= 1 << 28, "\(place).size", "is \(size ?? 0), should be from 1 to \(1 << 28) bytes")
    try need(!file.hasSuffix(".xz") || size != nil, "\(place).size", "is missing, should be the bytes of the decompressed file")
  }
}
