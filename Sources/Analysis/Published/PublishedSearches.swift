internal import Spaces

/// Numbers that papers and their released codes print of searches, each with where it stands.
///
/// Costs and skips of published genotypes are counted, accuracies are those of the catalogue's rows.
struct PublishedSearches {
  let values: [Double], source: String

  /// Skips in the normal cell of published genotypes, of eight operations; isolated sums do not count.
  static func skips(_ algorithm: RelaxationAlgorithm) -> PublishedSearches {
    let genotypes = genotypes(of: algorithm)
    let counts = genotypes.compactMap { published -> Double? in
      do throws(SpaceError) { return Double(try published.genotype().counting(.normal).count { $0.operation == .skip }) } catch {
        preconditionFailure("the catalogue's genotypes can be read: \(error)")
      }
    }
    let names = genotypes.map(\.name)
    return PublishedSearches(
      values: counts,
      source: "released genotypes \(names.count > 2 ? "\(names[0]) to \(names[names.count - 1])" : names.joined(separator: ", "))")
  }

  /// CIFAR-10 test accuracy (%) of nets trained under one recipe (FairDARTS's README); of DARTS the second order's alone.
  static func accuracies(_ algorithm: RelaxationAlgorithm) -> PublishedSearches {
    let printed = genotypes(of: algorithm).flatMap(\.printed).filter { $0.source == .readmeFair && $0.setting == .cifar }
    return PublishedSearches(values: printed.compactMap(\.top1), source: PublishedGenotype.Source.readmeFair.rawValue)
  }

  private static func genotypes(of algorithm: RelaxationAlgorithm) -> [PublishedGenotype] {
    let names =
      switch algorithm {
      case .firstOrderDARTS, .secondOrderDARTS: ["DARTS_V1", "DARTS_V2"]
      case .fairDARTS: ["a", "b", "c", "d", "e", "f", "g"].map { "FairDARTS_\($0)" }
      case .partialDARTS: ["PC_DARTS_cifar"]
      case .progressiveDARTS: ["PDARTS"]
      }
    return names.compactMap { name in Catalogue.genotypes.first { $0.name == name } }
  }

  /// Skips in the normal cell, of eight operations, that DARTS of second order keeps after 50 epochs, three seeds of the default setting.
  static func skips(in reduced: Space.Reduced) -> PublishedSearches? {
    let source = "RobustDARTS (Zela et al. 2020), released logs of its search"
    return switch reduced {
    case .s1: PublishedSearches(values: [7, 7, 7], source: "\(source), S1 on CIFAR-10")
    case .s3: PublishedSearches(values: [8, 8, 8], source: "\(source), S3 on SVHN")
    case .s2, .s4: nil
    }
  }

  /// GPU-days of one search in one table.
  static func days(_ algorithm: RelaxationAlgorithm) -> Double? {
    switch algorithm {
    case .firstOrderDARTS: 0.4
    case .secondOrderDARTS: 1
    case .partialDARTS: 0.1
    case .fairDARTS, .progressiveDARTS: nil
    }
  }

  static let daysSource = "PC-DARTS (Xu et al. 2020), README of the released code"

  /// CIFAR-10 test error (%) of the cells found after each stage, with 5, 11 and 17 cells.
  static let stages = PublishedSearches(values: [2.90, 2.82, 2.58], source: "P-DARTS (Chen et al. 2019), figures in the released code")
}
