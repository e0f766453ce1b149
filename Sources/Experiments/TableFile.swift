package import Analysis
internal import Digests
internal import FoundationEssentials
package import Spaces

/// The file of a published table: where it is looked for, and what is read from it.
package struct TableFile {
  let published: Experiment.Published

  package init(published: Experiment.Published) { self.published = published }

  /// The table of a space. Throws `ExperimentError` where the file is missing, unreadable or another, `AnalysisError.table` for its content.
  package func read(of space: Space, environment: [String: String]) throws -> PublishedTable {
    let path = try find(environment), content: Data
    do { content = try Data(contentsOf: URL(filePath: path)) } catch {
      throw ExperimentError.tableUnreadable(path: path, reason: "\(error)")
    }
    let table = try PublishedTable(reading: Array(content), of: space, what: published.what, source: published.source)
    if let expected = published.digest, expected != table.digest.hex {
      throw ExperimentError.tableDiffers(path: path, found: table.digest.hex, expected: expected, source: published.source)
    }
    return table
  }

  /// The path as the experiment says it, then below `CONCORD_TABLES`.
  private func find(_ environment: [String: String]) throws(ExperimentError) -> String {
    let folder = environment["CONCORD_TABLES"].flatMap { $0.isEmpty ? nil : $0 }
    let paths = [published.table] + (folder.map { ["\($0)/\(published.table)"] } ?? [])
    if let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) { return path }
    throw .tableMissing(
      file: published.table, looked: ["the working folder", folder ?? "CONCORD_TABLES, which is not set"], source: published.source)
  }
}
