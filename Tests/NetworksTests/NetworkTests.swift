import Engine
import Networks
import Spaces
import Streams
import Testing

@Suite struct NetworkTests {
  private static let spaces = Samples.catalogue + Samples.coming
  private static let occupancies: [Network.Occupancy] = [.path, .mixture, .scoring(several: false), .scoring(several: true)]

  private func network(_ space: Space, _ occupancy: Network.Occupancy) throws -> Network {
    try Network(space, Classification(), batch: 4, occupancy)
  }

  @Test(arguments: spaces.indices) func parametersDependOnTheSpaceAlone(number: Int) throws {
    let space = Self.spaces[number], tables = try Self.occupancies.map { try network(space, $0).parameters }
    for table in tables.dropFirst() {
      #expect(table.parameters == tables[0].parameters && table.statistics == tables[0].statistics)
    }
    let cost = CostTable(space)
    #expect(tables[0].parameters.reduce(0) { $0 + $1.count } >= cost.cost(of: space.whole).parameters - cost.fixed.parameters)
    #expect(tables[0].parameters.allSatisfy { $0.shape.reduce(1, *) == $0.count })
    #expect(Set(tables[0].parameters.map(\.name)).count == tables[0].parameters.count)
  }

  /// Whatever is kept, its plan fits what was measured, and its gradients have one writer and its values one closer.
  @Test(arguments: spaces.indices, occupancies) func everySubnetFitsWhatWasMeasured(number: Int, occupancy: Network.Occupancy) throws {
    let space = Self.spaces[number], network = try network(space, occupancy)
    var random = RandomStream(seed: UInt64(number), "subnets")
    let keepsSeveral = occupancy == .mixture || occupancy == .scoring(several: true)
    for round in 0..<30 {
      let kept = space.choices.map { choice -> [Int] in
        if round == 0 { return keepsSeveral ? [] : [0] }
        if keepsSeveral { return choice.candidates.indices.filter { _ in random.below(2) == 0 } }
        return !space.isChain && random.below(8) == 0 ? [] : [random.below(choice.candidates.count)]
      }
      let mixture = round % 2 == 0 || !keepsSeveral ? nil : Mixture(space.choices.map { $0.candidates.map { _ in 0.5 } })
      let subnet = Subnet(Architecture(kept: kept), under: mixture)
      for learns in occupancy == .mixture && mixture != nil ? [false, true] : [false] {
        let plan = try network.plan(subnet, learns: learns)
        #expect(plan.begins.count == plan.instructions.count && plan.macs.count == plan.instructions.count && plan.loss != nil)
        let faults = try network.faults(subnet, learns: learns)
        #expect(faults == [])
      }
    }
  }

  @Test(arguments: spaces.indices) func multiplyAddsOfLinesAreThoseOfTheCostTable(number: Int) throws {
    let space = Self.spaces[number], network = try network(space, .scoring(several: true))
    let kept = space.choices.map { $0.candidates.indices.filter { _ in true } }
    let plan = try network.plan(Subnet(Architecture(kept: kept)))
    // Candidates that give nothing are not computed, nor is what nobody reads; here everything is read.
    #expect(plan.macs.reduce(0, +) == CostTable(space).cost(of: space.whole).macs)
  }

  @Test func whatDoesNotFitTheSpaceOrTheArenaIsRefused() throws {
    let space = Samples.catalogue[0], network = try network(space, .path)
    #expect(throws: NetworkError.subnet(kept: [[0]], choices: [3, 3, 3, 3])) { try network.plan(Subnet(path: [0])) }
    #expect(throws: NetworkError.subnet(kept: [[0], [0], [0], [3]], choices: [3, 3, 3, 3])) {
      try network.plan(Subnet(path: [0, 0, 0, 3]))
    }
    #expect(throws: NetworkError.none(choice: "layer2")) { try network.plan(Subnet(Architecture(kept: [[0], [], [1], [2]]))) }
    #expect(throws: NetworkError.several(choice: "layer1")) { try network.plan(Subnet(space.whole)) }
    let even = Mixture(space.choices.map { $0.candidates.map { _ in 0.5 } })
    #expect(throws: NetworkError.weighted) { try network.plan(Subnet(Architecture(path: [0, 0, 0, 0]), under: even)) }
    #expect(try self.network(space, .mixture).plan(Subnet(space.whole)).instructions.count > 20)
    let zeros = Operation("zeros, then more", [.zero, .convolution(Convolution(.output))])
    var odd = space
    odd.choices[1].candidates[0] = Operation("inside", [.branches([[], [.zero]], .concatenation), .convolution(Convolution(.output))])
    odd.choices[3].candidates[0] = zeros
    #expect(throws: NetworkError.self) { _ = try self.network(odd, .path) }
  }

  /// Prefixes by the first choice that differs would read what nobody wrote: cells leave nodes out.
  @Test func plansThatShareAPrefixDoTheSameUpToThere() throws {
    let space = Space.nasBench201(input: ImageShape(height: 8, width: 8, channels: 1), classes: 3, channels: 2, cells: 1)
    let network = try network(space, .scoring(several: false))
    var random = RandomStream(seed: 2, "pairs"), longest = 0
    for _ in 0..<200 {
      let path = space.uniformPath(&random)
      var other = path
      other[random.below(6)] = random.below(5)
      let one = try network.plan(Subnet(path: path)), two = try network.plan(Subnet(path: other)), shared = two.shared(with: one)
      #expect(zip(one.instructions, two.instructions).prefix(shared).allSatisfy { $0.isEqual(to: $1) } && two.begins[shared])
      #expect(shared == one.shared(with: two) || one.instructions.count != two.instructions.count)
      longest = max(longest, shared)
    }
    #expect(longest > 5)
  }

  /// No more than the chain took before graphs and chains were one: floats of the arena for a batch of 64.
  @Test func aChainReservesNoMoreThanItsTensorsTake() throws {
    let space = Space.nasBenchMacro()
    let training = try Network(space, Classification(), batch: 64, .path).floats
    let scoring = try Network(space, Classification(), batch: 64, .scoring(several: false)).floats
    #expect(training <= 101_133_632 && scoring <= 26_684_736, "\(training), \(scoring)")
  }
}
