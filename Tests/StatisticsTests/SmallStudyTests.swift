import Testing

import Statistics
import Streams

@Suite struct SmallStudyTests {
  /// Two equally good predictors of one pool: evenly spaced in the first's accuracy, the first looks better by .04–.09, in the second's
  /// the second by as much, drawn uniformly neither.
  @Test func choosingNetsByOnePredictorFavoursIt() throws {
    var random = RandomStream(seed: 7, "pool"), gaps = [0.0, 0, 0]
    for _ in 0..<10 {
      let truth = (0..<960).map { _ in random.normal() }
      let first = truth.map { $0 + 0.8 * random.normal() }, second = truth.map { $0 + 0.8 * random.normal() }
      let studies = try SmallStudy.all(first: first, second: second, target: truth, draws: 200, random: random.child("draws"))
      #expect(studies.map(\.design) == [.uniform, .evenInFirst, .evenInSecond])
      for (place, study) in studies.enumerated() { gaps[place] += study.differences.mean / 10 }
    }
    #expect(abs(gaps[0]) < 0.03, "\(gaps)")
    #expect(gaps[1] > 0.03 && gaps[1] < 0.1, "\(gaps)")
    #expect(gaps[2] < -0.03 && gaps[2] > -0.1, "\(gaps)")
  }

  @Test func evenSpacingTakesOneNetFromEachPart() {
    var random = RandomStream(seed: 1, "even")
    let column = (0..<1_300).map { Double($0) / 1_300 }
    for _ in 0..<20 {
      let nets = SmallStudy.evenlySpaced(column, 13, &random)
      #expect(nets.map { min(12, Int(column[$0] / column[1_299] * 13)) } == Array(0..<13))
    }
    // A gap in the middle: thirteen different nets all the same.
    #expect(Set(SmallStudy.evenlySpaced((0..<30).map { $0 < 15 ? Double($0) : Double($0) + 500 }, 13, &random)).count == 13)
  }

  @Test func aPoolBelowTwiceTheSizeIsRefused() {
    let x = (0..<25).map(Double.init)
    #expect(throws: StatisticsError.tooFew("nets", count: 25, least: 26)) {
      try SmallStudy.all(first: x, second: x, target: x, random: RandomStream(seed: 1, "pool"))
    }
  }
}
