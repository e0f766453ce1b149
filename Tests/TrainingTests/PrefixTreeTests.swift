import Engine
import Networks
import Spaces
import Testing
import Training

@Suite struct PrefixTreeTests {
  private let space = Space.nasBenchMacro()

  private func all() throws -> [[Int]] { Array(try PathIndex(space).paths) }

  private func tree(_ paths: [[Int]], budget: Int = Scorer.budget) throws -> PrefixTree {
    try PrefixTree(of: paths.map { Subnet(path: $0) }, in: space, budget: budget)
  }

  @Test func everySubnetStandsOnceInSortedOrder() throws {
    let paths = try all().filter { $0[0] == 1 }, shuffled = paths.shuffled(), tree = try tree(shuffled)
    #expect(tree.groups.flatMap { $0 }.map { shuffled[$0.subnet] } == paths.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(tree.count == paths.count)
  }

  /// By the plans themselves: what lies before the start is the same in both, and an operation begins there.
  @Test func aStopStartsWhereItsPlanPartsFromThatOfTheOneBefore() throws {
    let paths = try all().filter { $0[0] == 2 && $0[3] == 1 }, tree = try tree(paths)
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
    for group in tree.groups {
      #expect(group[0].start == 0)
      for (before, stop) in zip(group, group.dropFirst()) {
        let old = try network.plan(Subnet(path: paths[before.subnet])), new = try network.plan(Subnet(path: paths[stop.subnet]))
        #expect(zip(old.instructions, new.instructions).prefix(stop.start).allSatisfy { $0.isEqual(to: $1) })
        #expect(new.begins[stop.start] && !new.instructions[stop.start].isEqual(to: old.instructions[stop.start]))
      }
    }
  }

  /// By hand: the stem and the head of each net, and each node of the tree once.
  @Test func oneGroupCostsEachNodeOfTheTreeOnce() throws {
    let paths = [[0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1], [0, 2, 0, 0, 0, 0, 0, 1]], table = CostTable(space)
    let tree = try tree(paths, budget: .max)
    let stem = 9 * 3 * 32 * 1_024, head = 256 * 1_280 * 16 + 12_800, reduction = table.choices.map { $0[0].macs }.reduce(0, +)
    let last = table.choices[7][1].macs, second = table.choices[1][2].macs
    #expect(table.fixed.macs == stem + head)
    #expect(tree.groups.count == 1 && tree.alone == 3 * (stem + head + reduction) + 2 * last + second)
    let again = reduction - table.choices[0][0].macs
    #expect(tree.macs == stem + reduction + head + (last + head) + (second + again + last + head))
  }

  @Test func smallGroupsRepeatLittle() throws {
    let paths = try all(), tree = try tree(paths, budget: .max), nodes = Set(paths.flatMap { path in path.indices.map { path[...$0] } })
    let table = CostTable(space), stem = 9 * 3 * 32 * 1_024
    let least = nodes.reduce(stem + paths.count * (table.fixed.macs - stem)) { $0 + table.choices[$1.count - 1][$1[$1.endIndex - 1]].macs }
    #expect(tree.macs >= least && Double(tree.macs) <= 1.03 * Double(least))
    #expect(tree.groups.count > 15 && tree.groups.allSatisfy { $0.count < 300 })
    #expect(
      tree.saving > 3.7 && "\(tree)" == "3969 subnets share prefixes: \((tree.saving * 10).rounded() / 10) x less MACs than one by one")
  }

  @Test func aTinyBudgetMakesMoreAndSmallerGroups() throws {
    let paths = try all().filter { $0[0] == 2 }
    let groups = try [1, 100_000, 1_000_000, .max].map { try tree(paths, budget: $0).groups.count }
    #expect(groups[0] == paths.count && groups == groups.sorted(by: >) && Set(groups).count == 4)
    // Two channels' coefficients of the head and of what else the deepest net normalises.
    let deepest = try tree([[2, 2, 2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2, 2, 1]], budget: 60_000)
    #expect(deepest.groups.count == 2)
  }

  @Test func nothingSavesNothing() throws {
    #expect(try tree([], budget: 1).saving == 1 && tree([], budget: 1).groups.isEmpty)
    #expect("\(try tree([[0, 0, 0, 0, 0, 0, 0, 0]], budget: 1))" == "1 subnet has no prefix to share")
  }

  /// Choices that differ by place: nodes are left out, and yet prefixes are shared.
  @Test func prefixesAreSharedOnAGraphWhoseChoicesDifferByPlace() throws {
    let space = Space.darts(.s3, channels: 2, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 3)
    let subnets = (0..<40).map { number in Subnet(path: space.choices.indices.map { $0 < 20 ? 1 : (number >> ($0 - 20)) % 3 }) }
    let tree = try PrefixTree(of: subnets, in: space)
    #expect(tree.saving > 1.3, "saves \(tree.saving)")
  }
}
