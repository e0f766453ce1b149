import FoundationEssentials
import Search
import Spaces
import Streams
import Testing

@Suite struct ShrinkingTests {
  /// AngleNAS's space: 21 layers of six inverted residuals, a skip where neither size nor width changes.
  private static let angle: Space = {
    let blocks = [3, 5, 7].flatMap { kernel in
      [3.0, 6].map { Spaces.Operation.invertedResidual("k\(kernel)e\(Int($0))", expansion: $0, kernel: kernel, activation: .relu6) }
    }
    var choices: [Choice] = [], nodes: [Node] = []
    for (channels, depth, stride) in [(32, 4, 2), (56, 4, 2), (112, 4, 2), (128, 4, 1), (256, 4, 2), (432, 1, 1)] {
      for layer in 0..<depth {
        nodes.append(.place(choice: choices.count, from: choices.count, channels: channels, stride: layer == 0 ? stride : 1))
        choices.append(Choice("layer\(choices.count + 1)", blocks + (layer == 0 ? [] : [.identity()])))
      }
    }
    return Space(
      name: "angle", input: ImageShape(height: 224, width: 224, channels: 3), classes: 1000,
      stem: [
        .convolution(Convolution(.fixed(40), kernel: 3, stride: .fixed(2))), .normalization(), .activation(.relu6),
        .convolution(Convolution(.fixed(40), kernel: 3, groups: .depthwise)), .normalization(), .activation(.relu6),
        .convolution(Convolution(.fixed(24))), .normalization(),
      ], choices: choices, nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(1728))), .normalization(), .activation(.relu6), .globalAverage, .linear(outputs: 1000),
      ])
  }()

  /// What the published script prints or its modules count.
  @Test func theSpaceIsThePublishedOne() throws {
    let shrinking = try Shrinking(Self.angle), costs = CostTable(Self.angle)
    #expect(shrinking.operations.count == 141 && shrinking.codes == 221_502_229_807_900_608)
    func cost(_ path: [Int]) -> [Int] {
      let cost = costs.cost(of: Architecture(path: path))
      return [cost.parameters, cost.macs]
    }
    #expect(cost([Int](repeating: 0, count: 21)) == [5_151_552, 460_908_960])
    #expect(cost([Int](repeating: 5, count: 21)) == [8_382_408, 1_036_673_856])
    let published = "2 2 -1 0 0 -1 -1 0 5 -1 4 4 0 0 4 2 3 4 4 4 3".split(separator: " ").map { Int($0) ?? 0 }.map { $0 < 0 ? 6 : $0 }
    #expect(cost(published) == [5_936_776, 470_792_064])
  }

  /// Down to a million codes, in 20 steps at most, by scores that know nothing.
  @Test func everyStepTakesSevenAndLeavesEachLayerOne() throws {
    var shrinking = try Shrinking(Self.angle, Shrinking.Options(pool: 3, draws: 100)), random = RandomStream(seed: 1, "shrinking")
    var steps = 0
    while !shrinking.isDone {
      let children = try shrinking.children(&random), before = shrinking.operations
      #expect(children.nets.allSatisfy(shrinking.holds) && Set(children.nets).count == children.nets.count)
      #expect(children.members.map(\.operation) == before && children.members.allSatisfy { $0.nets.count == 3 })
      try shrinking.drop(children.operations(by: children.nets.map { _ in random.unit() }))
      steps += 1
      #expect(shrinking.left.allSatisfy { !$0.isEmpty } && shrinking.dropped.count == steps)
      #expect(shrinking.dropped.last?.count == 7 && Set(shrinking.dropped.joined()).count == 7 * steps)
    }
    #expect(shrinking.codes <= 1_000_000 && steps <= 20 && shrinking.left.reduce(0) { $0 + $1.count } == 141 - 7 * steps)
  }

  @Test func childrenKeepToTheirConstraints() throws {
    let macs = PathConstraint(CostTable(Self.angle).macs, atMost: 600e6)
    let shrinking = try Shrinking(Self.angle, Shrinking.Options(pool: 5, draws: 2_000), [macs])
    var random = RandomStream(seed: 2, "shrinking")
    let children = try shrinking.children(&random)
    #expect(children.members.allSatisfy { $0.nets.count == 5 } && children.nets.allSatisfy(macs.allows))
    for (operation, nets) in children.members { #expect(nets.allSatisfy { children.nets[$0][operation.choice] == operation.candidate }) }
  }

  /// Of 15 layers that have a skip, an operation of another layer sees each number from 0 to 15 as often: χ² of 15 degrees of freedom is
  /// above 37.7 once in a thousand times.
  @Test func depthIsDrawnUniformlyAndThenItsPlaces() throws {
    let shrinking = try Shrinking(Self.angle)
    var random = RandomStream(seed: 3, "shrinking"), counts = [Int](repeating: 0, count: 16), places = [Int](repeating: 0, count: 21)
    let draws = 16_000
    for _ in 0..<draws {
      let path = shrinking.draw(Shrinking.Operation(0, 4), &random)
      #expect(path[0] == 4)
      counts[path.count { $0 == 6 }] += 1
      for (choice, candidate) in path.enumerated() where candidate == 6 { places[choice] += 1 }
    }
    let expected = Double(draws) / 16
    #expect(counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected } < 37.7, "\(counts)")
    #expect(places.enumerated().allSatisfy { [0, 4, 8, 12, 16, 20].contains($0) ? $1 == 0 : abs($1 - draws / 2) < 400 }, "\(places)")
    #expect(shrinking.draw(Shrinking.Operation(1, 6), &random)[1] == 6)
  }

  /// Every net that has an operation, where a pool has room: the mean is that of a list.
  @Test func scoresAreMeansOverTheNetsThatHaveTheOperation() throws {
    var shrinking = try Shrinking(.nasBenchMacro(), Shrinking.Options(drop: 9, pool: 5_000, codes: 1))
    let given: [[Int]] = [[0, 1, 2], [0, 2], [1, 2], [0, 1, 2], [0, 2], [2], [1, 2], [0, 1, 2]]
    let gone = (0..<8).flatMap { choice in (0..<3).filter { !given[choice].contains($0) }.map { Shrinking.Operation(choice, $0) } }
    var random = RandomStream(seed: 4, "shrinking")
    try shrinking.drop(shrinking.operations.map { operation in (operation, gone.contains(operation) ? 0 : 1) })
    try #require(shrinking.left.map(\.count) != given.map(\.count) || shrinking.left == given)
    let children = try shrinking.children(&random), all = Macro.table.nets.filter(shrinking.holds)
    #expect(Set(children.nets) == Set(all) && children.nets.count == all.count)
    for (operation, score) in children.operations(by: children.nets.map { Macro.table.scores($0)[0] }) {
      let own = all.filter { $0[operation.choice] == operation.candidate }.map { Macro.table.scores($0)[0] }
      #expect(own.isEmpty ? score == -.infinity : abs(score - own.reduce(0, +) / Double(own.count)) < 1e-9)
    }
  }

  /// Where layer 4 has only the idle operation, no network is written with another one behind it.
  @Test func whatWouldLeaveNoNetStays() throws {
    var shrinking = try Shrinking(.nasBenchMacro(), Shrinking.Options(drop: 3, codes: 1))
    let worst = [(3, 1), (3, 2), (4, 0)].map { Shrinking.Operation($0, $1) }
    try shrinking.drop(
      shrinking.operations.map { operation in
        (operation, worst.firstIndex(of: operation).map { Double($0) - 10 } ?? Double(operation.choice))
      })
    #expect(shrinking.dropped[0].prefix(2) == worst.prefix(2) && shrinking.left[3] == [0] && shrinking.left[4] == [0, 1, 2])
    #expect(shrinking.dropped[0][2] == Shrinking.Operation(0, 0), "\(shrinking.dropped)")
  }

  @Test func whenNothingMayGoItEnds() throws {
    var shrinking = try Shrinking(.nasBenchMacro(), Shrinking.Options(drop: 100, codes: 1))
    try shrinking.drop(shrinking.operations.map { ($0, Double($0.candidate)) })
    #expect(shrinking.codes == 1 && shrinking.isDone && shrinking.left == [[2], [2], [2], [2], [2], [2], [2], [2]])
    #expect(shrinking.operations.isEmpty)
  }

  /// Exact accuracies keep what is good: 11 steps of two of 24 operations leave the best net, and a mean above all of the space's.
  @Test func exactScoresLeaveTheBest() throws {
    var shrinking = try Shrinking(.nasBenchMacro(), Shrinking.Options(drop: 2, pool: 300, draws: 3_000, codes: 64))
    var random = RandomStream(seed: 5, "shrinking"), means: [Double] = []
    let best = Macro.table.nets.map { Macro.table.scores($0)[0] }.max() ?? 0
    while !shrinking.isDone {
      let nets = Macro.table.nets.filter(shrinking.holds).map { Macro.table.scores($0)[0] }
      means.append(nets.reduce(0, +) / Double(nets.count))
      let children = try shrinking.children(&random)
      try shrinking.drop(children.operations(by: children.nets.map { Macro.table.scores($0)[0] }))
    }
    let nets = Macro.table.nets.filter(shrinking.holds).map { Macro.table.scores($0)[0] }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 }, "\(means)")
    #expect(best - (nets.max() ?? 0) < 0.1 && shrinking.codes <= 64, "\(best - (nets.max() ?? 0))")
  }

  /// FairNAS's form: 19 layers of six operations lose one each, four times.
  @Test func theWorstOfEveryChoiceGoes() throws {
    var shrinking = try Shrinking(.fairNAS(), Shrinking.Options(drop: 1, per: .choice, pool: 3, draws: 100, codes: 1_000_000))
    var random = RandomStream(seed: 6, "shrinking"), steps = 0
    while !shrinking.isDone {
      let children = try shrinking.children(&random), before = shrinking.left
      let scores = children.operations(by: children.nets.map { _ in random.unit() })
      try shrinking.drop(scores)
      steps += 1
      for (choice, own) in before.enumerated() {
        let worst = scores.filter { $0.operation.choice == choice }.min { $0.score < $1.score }?.operation.candidate
        #expect(shrinking.left[choice] == own.filter { $0 != worst })
      }
      #expect(shrinking.dropped.last?.count == 19)
    }
    #expect(steps == 4 && shrinking.codes == 524_288)
  }

  /// 2 of 21 layers would be all that is left of what the bound allows, if nothing held on to it.
  @Test func whatWouldBreakABoundInEveryCodeStays() throws {
    let macs = CostTable(Self.angle).macs, bound = macs.least * 1.2
    var shrinking = try Shrinking(
      Self.angle, Shrinking.Options(drop: 7, pool: 3, draws: 100, codes: 1), [PathConstraint(macs, atMost: bound)])
    while !shrinking.isDone {
      // The cheapest first.
      try shrinking.drop(shrinking.operations.map { ($0, macs.entries[$0.choice][$0.candidate]) })
      let least = zip(macs.entries, shrinking.left).reduce(macs.fixed) { sum, own in sum + (own.1.map { own.0[$0] }.min() ?? 0) }
      #expect(least <= bound)
    }
    #expect(shrinking.operations.count < 141)
  }

  @Test func optionsAreWrittenAsTheyWereWhereNothingIsSaid() throws {
    let plain = Shrinking.Options(), own = Shrinking.Options(drop: 1, per: .choice)
    func text(_ options: Shrinking.Options) throws -> String { String(decoding: try JSONEncoder().encode(options), as: UTF8.self) }
    #expect(try !text(plain).contains("per") && text(own).contains(#""per":"choice""#))
    #expect(try JSONDecoder().decode(Shrinking.Options.self, from: Data(try text(own).utf8)) == own)
    #expect(try JSONDecoder().decode(Shrinking.Options.self, from: Data(try text(plain).utf8)) == plain)
  }
}
