import FoundationEssentials
import Search
import Streams
import Testing

import Fixtures

@Suite struct WeightingTests {
  /// Points of random coordinates: continuous, of a coarse grid so that many are equal, or with a constant objective.
  private func matrices() -> [[[Double]]] {
    var random = RandomStream(seed: 1, "matrices"), all: [[[Double]]] = []
    for (objectives, count) in [(1, 12), (2, 1), (2, 40), (3, 7), (3, 60), (4, 40)] {
      for kind in 0..<3 {
        all.append(
          (0..<count).map { _ in
            (0..<objectives).map { objective in
              let value = random.unit()
              return kind == 1 ? (4 * value).rounded() : kind == 2 && objective == objectives - 1 ? 7 : value
            }
          })
      }
    }
    return all
  }

  /// The front of each point, peeled off one by one.
  private func ranks(_ points: [[Double]]) -> [Int] {
    var ranks = [Int](repeating: -1, count: points.count), rank = 0
    while ranks.contains(-1) {
      let left = points.indices.filter { ranks[$0] == -1 }
      let front = left.filter { i in
        !left.contains { j in zip(points[j], points[i]).allSatisfy { $0 >= $1 } && zip(points[j], points[i]).contains { $0 > $1 } }
      }
      for i in front { ranks[i] = rank }
      rank += 1
    }
    return ranks
  }

  /// Deb's distance as its definition reads: in each objective the nearest values on either side, among points of distinct values.
  private func room(_ i: Int, _ front: [Int], _ points: [[Double]]) -> Double {
    var sum = 0.0
    for objective in points[i].indices {
      let values = front.map { points[$0][objective] }.sorted()
      let place = values.firstIndex(of: points[i][objective]) ?? 0
      if place == 0 || place == values.count - 1 { return .infinity }
      sum += (values[place + 1] - values[place - 1]) / (values[values.count - 1] - values[0])
    }
    return sum
  }

  @Test(arguments: [Weighting.plain, .crowding([0.4, 0.3, 0.2, 0.1]), .fitness([0.4, 0.3, 0.2, 0.1])])
  func wholeFrontsSurviveAndOfTheLastThoseOfLargestSpread(weighting: Weighting) {
    for points in matrices() {
      let own: Weighting =
        switch weighting {
        case .crowding(let weights): .crowding(Array(weights.prefix(points[0].count)))
        case .fitness(let weights): .fitness(Array(weights.prefix(points[0].count)))
        default: weighting
        }
      let signs = points[0].map { _ in 1.0 }, order = own.order(points, signs: signs).order, ranks = ranks(points)
      #expect(order.ranks == ranks)
      for count in [1, points.count / 3, points.count / 2, points.count] where count > 0 {
        let survivors = own.survivors(count, of: points, signs: signs), dead = Set(points.indices).subtracting(survivors)
        #expect(survivors.count == count && Set(survivors).count == count)
        #expect(survivors.map { ranks[$0] } == survivors.map { ranks[$0] }.sorted())
        for survivor in survivors {
          for other in dead {
            #expect(ranks[survivor] < ranks[other] || (ranks[survivor] == ranks[other] && order.spread[survivor] >= order.spread[other]))
          }
        }
      }
    }
  }

  /// Deb's definition: of two that keep the limit the dominating one, of two that do not the one that lacks less, else the one that keeps it.
  private func dominates(_ a: [Double], _ b: [Double], limit: Double) -> Bool {
    switch (a[0] >= limit, b[0] >= limit) {
    case (true, false): true
    case (false, true): false
    case (false, false): a[0] > b[0]
    case (true, true): zip(a, b).allSatisfy { $0 >= $1 } && zip(a, b).contains { $0 > $1 }
    }
  }

  @Test(arguments: [-1, 0.3, 0.6, 2.0]) func aLimitIsConstrainedDomination(limit: Double) {
    for points in matrices() {
      let signs = points[0].map { _ in 1.0 }, order = Weighting.plain.order(points, signs: signs, limit: limit).order
      var ranks = [Int](repeating: -1, count: points.count), rank = 0
      while ranks.contains(-1) {
        let left = points.indices.filter { ranks[$0] == -1 }
        for i in left where !left.contains(where: { dominates(points[$0], points[i], limit: limit) }) { ranks[i] = rank }
        rank += 1
      }
      #expect(order.ranks == ranks)
      let survivors = Weighting.plain.survivors(points.count / 2, of: points, signs: signs, limit: limit)
      #expect(survivors.map { ranks[$0] } == Array(ranks.sorted().prefix(points.count / 2)))
    }
  }

  @Test func withinAFrontOfDistinctValuesTheSpreadIsTheRoomAround() {
    for points in matrices() where Set(points.joined()).count == points.count * points[0].count {
      let (fronts, order) = Weighting.plain.order(points, signs: points[0].map { _ in 1 })
      for front in fronts {
        for i in front {
          let room = room(i, front, points)
          #expect(order.spread[i] == room || abs(order.spread[i] - room) < 1e-12)
        }
      }
    }
  }

  /// pymoo minimises, divides its distances by the number of objectives and gives equal points 0: the first two are undone in the file, and
  /// the last does not occur in it.
  @Test func frontsAndSpreadsArePymoos() throws {
    struct Case: Decodable { let points: [[Double]], fronts: [[Int]], spread: [[Double]]? }
    let cases = try JSONDecoder().decode([Case].self, from: Fixtures.golden("search/survival.json"))
    #expect(cases.count == 27)
    for own in cases {
      let (fronts, order) = Weighting.plain.order(own.points.map { $0.map { -$0 } }, signs: own.points[0].map { _ in -1 })
      #expect(fronts == own.fronts)
      for (front, spread) in zip(fronts, own.spread ?? []) {
        for (i, wanted) in zip(front, spread) {
          #expect(wanted < 0 ? order.spread[i] == .infinity : abs(order.spread[i] - wanted) < 1e-12)
        }
      }
    }
  }

  /// By hand: accuracies .2 and 1 of the way, multiply-adds 1 and 0 of it.
  @Test func fitnessAddsObjectivesFromZeroToOneOverThePopulation() {
    let scores: [[Double]] = [[90, -50], [92, -90], [94, -60], [86, -10], [-.infinity, -20]]
    let order = Weighting.fitness([0.75, 0.25]).order(scores, signs: [1, -1]).order
    let wanted: [Double] = [0.75 * 0.5 + 0.25 * 0.5, 0.75 * 0.75, 0.75 + 0.25 * 0.375, 0.25, -.infinity]
    for (found, wanted) in zip(order.spread, wanted) { #expect(found == wanted || abs(found - wanted) < 1e-12) }
    #expect(order.ranks == [0, 1, 0, 0, 1])
  }

  @Test func anObjectiveThatIsConstantAddsItsWeightToEveryFitness() {
    let order = Weighting.fitness([0.75, 0.25]).order([[1, 5], [3, 5]], signs: [1, 1]).order
    #expect(order.spread == [0.25, 1])
  }

  /// By hand: log 80 − ½ log 4, log 90 − ½ log 9, log 80 − ½ log 2.25, i.e. the logarithms of 40, 30 and 53⅓.
  @Test func logIsOneObjectiveOfWeightedLogarithms() {
    let scores: [[Double]] = [[80, -4], [90, -9], [80, -2.25], [-.infinity, -.infinity]], log = Weighting.log([1, 0.5])
    let (fronts, order) = log.order(scores, signs: [1, -1])
    #expect(order.ranks == [1, 2, 0, 3] && fronts == [[2], [0], [1], [3]])
    #expect(log.survivors(3, of: scores, signs: [1, -1]) == [2, 0, 1])
    // 80/4^.5 = 90/5.0625^.5.
    let equal = log.order([[80, -4], [90, -5.0625], [90, -5.06], [90, -5.07]], signs: [1, -1]).order.ranks
    #expect(equal[2] == 0 && equal[3] == equal.max())
  }

  @Test func anObjectiveOfNoWeightCountsNothingInALogarithm() {
    let order = Weighting.log([1, 0]).order([[80, 0], [90, -9], [85, -1]], signs: [1, -1]).order
    #expect(order.ranks == [2, 0, 1])
  }

  @Test(arguments: [Weighting.plain, .crowding([0.5, 0.5]), .fitness([0.5, 0.5]), .log([1, 0.1])])
  func netsThatDivergedAreTheLastToSurvive(weighting: Weighting) {
    var random = RandomStream(seed: 2, "diverged")
    let scores: [[Double]] = (0..<40).map { $0 % 4 == 0 ? [-.infinity, -.infinity] : [50 + random.unit(), -1 - random.unit()] }
    let survivors = weighting.survivors(30, of: scores, signs: [1, -1])
    #expect(survivors.count == 30 && survivors.allSatisfy { $0 % 4 != 0 })
  }
}
