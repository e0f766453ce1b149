import Spaces
import Testing
import Training

@Suite struct PathTreeTests {
  private let space = Space.nasBenchMacro()

  private func all() throws -> [[Int]] { Array(try PathIndex(space).paths) }

  @Test func everyPathStandsOnceInSortedOrder() throws {
    let paths = try all(), tree = PathTree(space, paths.shuffled() + paths.prefix(100), budget: Evaluator.budget)
    #expect(tree.groups.flatMap { $0 }.map(\.path) == paths.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(tree.count == 3_969)
  }

  @Test func aStopSharesWhatItsPredecessorHasBegunWith() throws {
    let tree = PathTree(space, try all(), budget: Evaluator.budget)
    for group in tree.groups {
      #expect(group[0].shared == nil)
      for (before, stop) in zip(group, group.dropFirst()) {
        let shared = try #require(stop.shared)
        #expect(before.path[..<shared] == stop.path[..<shared] && before.path[shared] != stop.path[shared])
      }
    }
  }

  /// By hand: the stem and the head of each net, and each node of the tree once.
  @Test func oneGroupCostsEachNodeOfTheTreeOnce() throws {
    let paths = [[0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1], [0, 2, 0, 0, 0, 0, 0, 1]], table = CostTable(space)
    let tree = PathTree(space, paths, budget: .max)
    let stem = 9 * 3 * 32 * 1_024, head = 256 * 1_280 * 16 + 12_800, reduction = table.choices.map { $0[0].macs }.reduce(0, +)
    let last = table.choices[7][1].macs, second = table.choices[1][2].macs
    #expect(table.fixed.macs == stem + head)
    #expect(tree.groups.count == 1 && tree.alone == 3 * (stem + head + reduction) + 2 * last + second)
    let again = reduction - table.choices[0][0].macs
    #expect(tree.macs == stem + reduction + head + (last + head) + (second + again + last + head))
  }

  @Test func smallGroupsRepeatLittle() throws {
    let paths = try all(), tree = PathTree(space, paths, budget: .max),
      nodes = Set(paths.flatMap { path in path.indices.map { path[...$0] } })
    let table = CostTable(space), stem = 9 * 3 * 32 * 1_024
    let least = nodes.reduce(stem + paths.count * (table.fixed.macs - stem)) { $0 + table.choices[$1.count - 1][$1[$1.endIndex - 1]].macs }
    #expect(tree.macs >= least && Double(tree.macs) <= 1.03 * Double(least))
    #expect(tree.groups.count > 15 && tree.groups.allSatisfy { $0.count < 300 })
    #expect(
      tree.saving > 3.7 && "\(tree)" == "3969 subnets share prefixes: \((tree.saving * 10).rounded() / 10) x less MACs than one by one")
  }

  @Test func aTinyBudgetMakesMoreAndSmallerGroups() throws {
    let paths = try all()
    let groups = [1, 100_000, 1_000_000, .max].map { PathTree(space, paths, budget: $0).groups.count }
    #expect(groups[0] == 3_969 && groups == groups.sorted(by: >) && Set(groups).count == 4)
    // Two channels' coefficients of the head and of what else the deepest net normalises.
    let deepest = PathTree(space, [[2, 2, 2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2, 2, 1]], budget: 60_000)
    #expect(deepest.groups.count == 2)
  }

  @Test func nothingSavesNothing() {
    #expect(PathTree(space, [], budget: 1).saving == 1 && PathTree(space, [], budget: 1).groups.isEmpty)
    #expect("\(PathTree(space, [[0, 0, 0, 0, 0, 0, 0, 0]], budget: 1))" == "1 subnet has no prefix to share")
  }
}
