public import Datasets
public import Digests

/// Which images a job sees: a data set by name and digest, its splits, its preparation. Folders are no part of it.
public struct DataSpec: Codable, Hashable, Sendable {
  public var source: DataSource
  /// What `Dataset.digest` must be.
  public var digest: Digest
  public var split: SplitSpec
  public var preparation: Preparation

  public init(source: DataSource, digest: Digest, split: SplitSpec, preparation: Preparation) {
    self.source = source
    self.digest = digest
    self.split = split
    self.preparation = preparation
  }

  /// Loads, checks and prepares the images. Throws `DatasetError`, and `WorkError.data` where the content is not the spec's.
  public func load(environment: [String: String]) throws -> PreparedData {
    let data = try Dataset.load(source, environment: environment)
    guard data.digest == digest else { throw WorkError.data(name: data.name, found: data.digest, expected: digest) }
    return try PreparedData(data, split, preparation)
  }
}
