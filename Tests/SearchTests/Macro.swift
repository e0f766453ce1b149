import FoundationEssentials

import Fixtures
import Search
import Spaces

/// NAS-Bench-Macro's published table, which ships with the project: exact truth for searches.
struct Macro {
  /// Read once.
  static let table: Macro = {
    do { return try Macro() } catch { preconditionFailure("the table that ships with the project: \(error)") }
  }()

  private struct Entry: Decodable { let test_acc: [Double], flops: Int, params: Int }

  let space = Space.nasBenchMacro(), coded: CodedSpace
  /// Of each code by its number: per cent, the mean of three runs; multiply-adds; parameters.
  private(set) var accuracies: [Double], macs: [Double], parameters: [Double]

  private init() throws {
    let file = try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/tables/nas-bench-macro_cifar10.json.xz"))
    let json = Data(unxz([UInt8](file), atMost: 2_000_000))
    coded = try CodedSpace(space)
    accuracies = [Double](repeating: .nan, count: 6_561)
    (macs, parameters) = (accuracies, accuracies)
    for (text, entry) in try JSONDecoder().decode([String: Entry].self, from: json) {
      let code = Int(coded.number(of: text.compactMap(\.wholeNumberValue)))
      accuracies[code] = (entry.test_acc[0] + entry.test_acc[1] + entry.test_acc[2]) / 3
      (macs[code], parameters[code]) = (Double(entry.flops), Double(entry.params))
    }
  }

  /// Canonical codes of all networks.
  var nets: [[Int]] {
    (0..<6_561).map { number in (0..<8).map { number / [2187, 729, 243, 81, 27, 9, 3, 1][$0] % 3 } }.filter { coded.canonical($0) == $0 }
  }

  /// Mean accuracy and multiply-adds.
  func scores(_ net: [Int]) -> [Double] {
    let code = Int(coded.number(of: net))
    return [accuracies[code], macs[code]]
  }

  static let objectives = [Objective("accuracy", unit: "%", .maximize), Objective("macs", .minimize)]
}
