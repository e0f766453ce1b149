public import Digests
import FoundationEssentials
public import Spaces

/// Test accuracies of a space's nets as somebody else trained and published them: a target that nothing here can change.
///
/// Read from NAS-Bench-Macro's layout (Su et al. 2021), a JSON object of a record for each code:
///
///     {"22212220": {"test_acc": [93.4, 93.1, 92.8], "params": 1985514, "flops": 85164544}}
///
/// `params` and `flops` (multiply-adds) may be absent; where they are there, they say whether the table is of this space. Or from
/// NATS-Bench's (Dong et al. 2021), a CSV of a cell a row in its column `ArchitectureString`, beside columns of mean accuracies.
public struct PublishedTable: Hashable, Sendable {
  /// What its numbers are, such as "mean of three best-epoch test accuracies"; and where they come from.
  public let what: String, source: String
  /// SHA-256 of the file.
  public let digest: Digest
  /// For each canonical text the accuracies in per cent, one a run.
  public let runs: [String: [Double]]

  private struct Record: Decodable {
    var test_acc: [Double]
    var params, flops: Int?
  }

  /// - Parameters:
  ///   - digest: of the file, where the bytes were compressed in it.
  ///   - column: of a CSV, whose accuracies are taken; nil of JSON.
  /// - Throws: `AnalysisError.table` for what is no such table, a code that is none of the space, a net of other costs than the space's,
  ///   accuracies outside 0 … 100, and codes of one net with different accuracies.
  public init(
    reading bytes: [UInt8], of space: Space, what: String, source: String, digest: Digest? = nil, column: String? = nil
  ) throws(AnalysisError) {
    if let column {
      runs = try Self.cells(bytes, space, column)
    } else {
      runs = try Self.records(bytes, space)
    }
    (self.what, self.source, self.digest) = (what, source, digest ?? Digest(of: bytes))
  }

  /// Of a CSV: one run a net, the mean that stands there.
  private static func cells(_ bytes: [UInt8], _ space: Space, _ column: String) throws(AnalysisError) -> [String: [Double]] {
    let cell = "ArchitectureString"
    var runs: [String: [Double]] = [:]
    for row in try PublishedRows(bytes, file: "the table", columns: [cell, column]).rows {
      let architecture: Architecture
      do throws(SpaceError) { architecture = try space.architecture(row.text(cell)) } catch { throw row.wrong("\(error)") }
      let net = space.text(of: space.canonical(architecture))
      guard runs.updateValue([try row.number(column, in: 0...100)], forKey: net) == nil else {
        throw row.wrong("net \(net) stands there twice")
      }
    }
    return runs
  }

  private static func records(_ bytes: [UInt8], _ space: Space) throws(AnalysisError) -> [String: [Double]] {
    let records: [String: Record]
    do { records = try JSONDecoder().decode([String: Record].self, from: Data(bytes)) } catch {
      throw .table(reason: "it is no JSON object of records with 'test_acc': \(error)")
    }
    let costs = CostTable(space)
    var runs: [String: [Double]] = [:], first: [String: String] = [:]
    for code in records.keys.sorted() {
      guard let record = records[code] else { continue }
      let architecture: Architecture
      do throws(SpaceError) { architecture = try space.architecture(code) } catch { throw .table(reason: "code \(code): \(error)") }
      guard !record.test_acc.isEmpty, record.test_acc.allSatisfy({ (0...100).contains($0) }) else {
        throw .table(reason: "code \(code) has test accuracies \(record.test_acc), expected one or more from 0 to 100")
      }
      let own = costs.cost(of: architecture)
      for (name, stated, counted) in [("params", record.params, own.parameters), ("flops", record.flops, own.macs)] {
        guard stated ?? counted == counted else {
          throw .table(reason: "code \(code) has \(stated ?? 0) \(name) there and \(counted) in \(space.name): it is of another space")
        }
      }
      let net = space.text(of: space.canonical(architecture))
      if let known = runs[net], known != record.test_acc {
        throw .table(reason: "codes \(first[net] ?? net) and \(code) are one net and have different accuracies")
      }
      (runs[net], first[net]) = (record.test_acc, code)
    }
    return runs
  }
}
