package import Analysis
internal import Datasets
package import Digests
internal import FoundationEssentials
package import Spaces
internal import Store

/// The file of a published table: where it is looked for, and that it is the one that was meant. Nothing is read before `content` is asked
/// for.
package struct TableFile {
  /// As the experiment writes it; where to get it; SHA-256 in hexadecimal; bytes of its content where it is compressed.
  let path: String, source: String, digest: String?, size: Int?

  /// `digest` left out accepts any content; `size` is needed for `.xz`.
  package init(_ path: String, source: String, digest: String? = nil, size: Int? = nil) {
    (self.path, self.source, self.digest, self.size) = (path, source, digest, size)
  }

  /// As an experiment declares it.
  init(_ file: TablesExperiment.File) { self.init(file.file, source: file.source, digest: file.digest, size: file.size) }

  /// Bytes of a file as it lies: tables of hundreds of thousands of nets take a tenth.
  private static let limit = 1 << 30

  /// The content, decompressed where the name ends in `.xz`, and the SHA-256 of the file as it lies.
  ///
  /// Throws `ExperimentError` where the file is missing, unreadable or another, `DatasetError` where it cannot be decompressed.
  package func content(_ environment: [String: String]) throws -> (bytes: [UInt8], digest: Digest) {
    let found = try find(environment), bytes: [UInt8]
    do { bytes = try readFile(found, limit: Self.limit + 1) } catch {
      throw ExperimentError.tableUnreadable(path: found, reason: "\(error)")
    }
    guard bytes.count <= Self.limit else {
      throw ExperimentError.tableUnreadable(path: found, reason: "it has more than \(Self.limit >> 20) MB")
    }
    let own = Digest(of: bytes)
    if let digest, digest != own.hex {
      throw ExperimentError.tableDiffers(path: found, found: own.hex, expected: digest, source: source)
    }
    guard path.hasSuffix(".xz"), let size else { return (bytes, own) }
    return (try decodeXZ(bytes, Expected(path: found, bytes: size, remedy: "get it again from \(source), or correct its size")), own)
  }

  /// The path as the experiment says it, then below `CONCORD_TABLES`, then among what ships.
  func find(_ environment: [String: String]) throws(ExperimentError) -> String {
    let folder = environment["CONCORD_TABLES"].flatMap { $0.isEmpty ? nil : $0 }
    let paths = [path] + (folder.map { ["\($0)/\(path)"] } ?? []) + [Shipped.path(path, environment)]
    if let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) { return path }
    throw .tableMissing(file: path, looked: ["the working folder", folder ?? "CONCORD_TABLES, which is not set"], source: source)
  }
}

extension [TableFile] {
  /// The files that are not there, each with where it was looked for and where to get it.
  func missing(_ environment: [String: String]) -> [ExperimentError] {
    compactMap { file in
      do throws(ExperimentError) { _ = try file.find(environment) } catch { return error }
      return nil
    }
  }
}

extension RankingExperiment.Published {
  /// The table of a space. Throws as `TableFile.content`, and `AnalysisError.table` for what it contains.
  package func read(of space: Space, environment: [String: String]) throws -> PublishedTable {
    let (bytes, digest) = try TableFile(table, source: source, digest: digest, size: size).content(environment)
    return try PublishedTable(reading: bytes, of: space, what: what, source: source, digest: digest, column: column)
  }
}
