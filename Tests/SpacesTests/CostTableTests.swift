import Fixtures
import FoundationEssentials
import Spaces
import Testing

@Suite struct CostTableTests {
  static let publishedTable = Fixtures.shared("data/tables/nas-bench-macro_cifar10.json")

  struct Row: Decodable {
    var params, flops: Int
    var mean_acc: Double
  }

  @Test(.enabled(if: publishedTable != nil, "NAS-Bench-Macro's table is absent: set CONCORD_SHARED"))
  func allCodesOfNASBenchMacroEqualThePublishedTable() throws {
    let path = try #require(Self.publishedTable)
    let rows = try JSONDecoder().decode([String: Row].self, from: Data(contentsOf: URL(filePath: path)))
    let space = Space.nasBenchMacro(), table = CostTable(space)
    var equal = 0
    for (code, row) in rows {
      let cost = table.cost(of: try space.architecture(code))
      if cost == Cost(parameters: row.params, macs: row.flops) { equal += 1 } else { Issue.record("\(code): \(cost)") }
    }
    #expect(equal == 6561)
  }

  @Test func someCodesOfNASBenchMacroEqualThePublishedTable() throws {
    let space = Space.nasBenchMacro(), table = CostTable(space)
    let lines = String(decoding: try Fixtures.golden("spaces/nas_bench_macro.csv"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(lines.count == 24)
    for line in lines {
      let cells = line.split(separator: ",").map(String.init)
      let cost = table.cost(of: try space.architecture(cells[0]))
      #expect("\(cost.parameters),\(cost.macs)" == "\(cells[1]),\(cells[2])", "\(cells[0])")
    }
  }

  @Test func fairNASNetsCostWhatIsKnown() throws {
    let space = Space.fairNAS(), table = CostTable(space)
    let known = [(4_651_352, 388_122_848), (4_506_272, 345_297_632), (4_397_864, 321_024_992)]
    for (net, known) in zip(PublishedArchitecture.fairNAS, known) {
      #expect(table.cost(of: try space.architecture(net.text)) == Cost(parameters: known.0, macs: known.1), "\(net.name)")
    }
  }

  @Test func fairNASRunsFromItsSmallestToItsLargest() {
    let table = CostTable(.fairNAS())
    #expect(table.cost(of: Architecture(path: Array(repeating: 0, count: 19))) == Cost(parameters: 3_189_080, macs: 247_129_856))
    #expect(table.cost(of: Architecture(path: Array(repeating: 5, count: 19))) == Cost(parameters: 5_090_024, macs: 557_405_696))
  }

  @Test func aChoiceOfSeveralNodesIsPaidAtEach() {
    let operation = Operation("conv", [.convolution(Convolution(.output, kernel: 3, stride: .place))])
    let space = Space(
      name: "cells", input: ImageShape(height: 4, width: 4, channels: 2), classes: 2, stem: [],
      choices: [Choice("edge", [operation, operation])],
      nodes: [
        .place(choice: 0, from: 0, channels: 2, stride: 1), .layers([.convolution(Convolution(.output))], from: 1, channels: 4),
        .place(choice: 0, from: 2, channels: 3, stride: 2),
      ], head: [.globalAverage, .linear(outputs: 2)])
    let table = CostTable(space)
    #expect(table.fixed == Cost(parameters: 8 + 8, macs: 16 * 8 + 6))
    #expect(table.choices[0][0] == Cost(parameters: 36 + 108, macs: 16 * 36 + 4 * 108))
    #expect(table.cost(of: Architecture(kept: [[0, 1]])) == table.fixed + table.choices[0][0] + table.choices[0][1])
  }
}
