import FoundationEssentials

import Fixtures

/// NAS-Bench-Macro's 3,969 distinct nets from the shared tables, which need not be there.
struct Macro {
  static let path = Fixtures.shared("data/tables/nas-bench-macro_cifar10.json")
  static let isPresent = path != nil
  static let absence = "the published tables are absent: set CONCORD_SHARED"

  struct Entry: Decodable { let test_acc: [Double], params: Double, flops: Double }

  let codes: [[Int]]
  /// Three runs, each a column.
  let seeds: [[Double]]
  let macs: [Double], parameters: [Double], depth: [Int]

  init() throws {
    let table = try JSONDecoder().decode([String: Entry].self, from: Data(contentsOf: URL(filePath: Self.path ?? "")))
    // Within a stage, identities after the first place stand at its end.
    let keys = table.keys.filter { key in
      let code = Array(key)
      return [1..<2, 3..<5, 6..<8].allSatisfy { stage in
        zip(stage, stage.dropFirst()).allSatisfy { !(code[$0] == "0" && code[$1] != "0") }
      }
    }.sorted()
    let rows = keys.compactMap { table[$0] }
    codes = keys.map { $0.compactMap(\.wholeNumberValue) }
    seeds = (0..<3).map { run in rows.map { $0.test_acc[run] } }
    (macs, parameters) = (rows.map(\.flops), rows.map(\.params))
    depth = codes.map { $0.count { $0 != 0 } }
  }

  var means: [Double] { codes.indices.map { net in seeds.reduce(0) { $0 + $1[net] } / 3 } }
}
