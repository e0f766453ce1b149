import Digests
import Statistics
import Streams

/// Everything that published tables say about one-shot rankings and about skips, without any training.
public struct TablesStudy: Codable, Hashable, Sendable {
  /// A number that a paper or its repository states, beside the same number from the data here.
  public struct Statement: Codable, Hashable, Sendable {
    public let what: String, source: String
    public let published: Double, here: Double
    /// Half a unit of the last digit that was published.
    public let rounding: Double

    public var isReproduced: Bool { abs(published - here) <= rounding + 1e-9 }
  }

  /// The files that were read: name, whose they are, SHA-256.
  public struct Source: Codable, Hashable, Sendable {
    public let name: String, source: String, digest: String
  }

  public let sources: [Source]
  public let statements: [Statement]
  public let cells: CellStudy
  /// CIFAR-10 accuracies against the supernets' and a count that orders as parameters do, under the field's conventions.
  public let conventions: ConventionAudit
  public let seeds: [SeedSpread]
  public let angles: AngleRanks
  public let searched: [SearchedNetsRow]
  public let random: RandomNets
  public let skips: SkipStudy

  /// - Throws: `AnalysisError.table` for a file that is not what its role asks for.
  public init(_ files: Files, k: Int = 10, draws: Int = 10_000, seed: UInt64 = 1) throws(AnalysisError) {
    let stream = RandomStream(seed: seed, "published tables")
    sources = files.all.map { Source(name: $0.name, source: $0.source, digest: $0.digest.hex) }
    let published = try PublishedCells(supernets: files.supernets, trained: files.cells)
    cells = CellStudy(published, k: k, random: stream.child("cells"))
    do throws(StatisticsError) { conventions = try ConventionAudit(published, random: stream.child("conventions")) } catch {
      throw .table(reason: "\(files.supernets.name): \(error)")
    }
    seeds = SeedSpread.published
    angles = try AngleRanks(files.angles)
    searched = SearchedNets.published.map { SearchedNetsRow($0, random: stream.child($0.name)) }
    random = try RandomNets(files.networks, random: stream.child("networks"))
    skips = try SkipStudy(try SearchLogs(epochs: files.skips, final: files.finalSkips), draws: draws, random: stream.child("skips"))
    statements = Self.statements(cells: cells, angles: angles, searched: searched)
  }

  /// The files by their role.
  public struct Files: Sendable {
    public var supernets: PublishedFile, cells: PublishedFile, angles: PublishedFile, networks: PublishedFile
    public var skips: PublishedFile, finalSkips: PublishedFile

    public init(
      supernets: PublishedFile, cells: PublishedFile, angles: PublishedFile, networks: PublishedFile, skips: PublishedFile,
      finalSkips: PublishedFile
    ) {
      (self.supernets, self.cells, self.angles) = (supernets, cells, angles)
      (self.networks, self.skips, self.finalSkips) = (networks, skips, finalSkips)
    }

    var all: [PublishedFile] { [supernets, cells, angles, networks, skips, finalSkips] }
  }

  private static func statements(cells: CellStudy, angles: AngleRanks, searched: [SearchedNetsRow]) -> [Statement] {
    let stated = [0.833, 0.822, 0.825]
    var statements = zip(angles.columns, stated).map { column, value in
      Statement(
        what: "tau of angle, 50 trained cells, \(column.images.rawValue)", source: "AngleNAS", published: value, here: column.tau.value,
        rounding: 5e-4)
    }
    if let tau = cells.rows.first?.taus.first?.value {
      statements.append(
        Statement(
          what: "tau of the one-shot supernet, CIFAR-10", source: "few-shot NAS, issue 1 of its repository", published: 0.502,
          here: tau.value, rounding: 5e-4))
    }
    if let fair = searched.first {
      statements.append(
        Statement(what: "mean accuracy of seven FairDARTS nets", source: "FairDARTS", published: 97.46, here: fair.mean, rounding: 5e-3))
      statements.append(
        Statement(
          what: "\"var\" of these accuracies, as a standard deviation of a population", source: "FairDARTS", published: 0.049,
          here: fair.populationDeviation, rounding: 5e-4))
    }
    return statements
  }
}
