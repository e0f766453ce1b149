import Fixtures
import FoundationEssentials
import Streams
import Testing

@Suite struct ElementaryTests {
  /// By function, x and the value to 60 digits, rounded once.
  private static let golden = Result {
    try JSONDecoder().decode([String: [[Double]]].self, from: try Fixtures.golden("streams/elementary.json"))
  }

  private static let functions: [(name: String, function: @Sendable (Double) -> Double, ulps: Double)] = [
    ("exp", { Elementary.exp($0) }, 1), ("expm1", { Elementary.expm1($0) }, 2), ("log", { Elementary.log($0) }, 3),
    ("log1p", { Elementary.log1p($0) }, 3), ("tanh", { Elementary.tanh($0) }, 3), ("atanh", { Elementary.atanh($0) }, 4),
    ("atan", { Elementary.atan($0) }, 2),
  ]

  /// The golden value is rounded itself: half a unit more.
  @Test(arguments: functions.indices) func errorsStayWithinTheirUnitsInTheLastPlace(number: Int) throws {
    let (name, function, ulps) = Self.functions[number], rows = try #require(try Self.golden.get()[name])
    #expect(rows.count > 200)
    for row in rows {
      let error = abs(function(row[0]) - row[1]) / row[1].ulp
      #expect(error <= ulps + 0.5, "\(name)(\(row[0])) is off by \(error) ulp")
    }
  }

  @Test func cosineOfHalfTurnsIsOffByLessThanItsBound() throws {
    let rows = try #require(try Self.golden.get()["cos"])
    #expect(rows.count > 200 && rows.allSatisfy { abs(Elementary.cos(halfTurns: $0[0]) - $0[1]) < 4e-16 })
    #expect(Elementary.cos(halfTurns: 0) == 1 && Elementary.cos(halfTurns: 1) == -1)
  }

  /// In wide steps, and about where one formula gives way to another by single numbers: there within two units in the last place.
  @Test(arguments: functions.indices) func largerArgumentsNeverGiveSmallerValues(number: Int) {
    let (name, function, _) = Self.functions[number]
    let (low, high) =
      ["log": (1e-9, 50.0), "log1p": (-0.999, 50), "atanh": (-0.999, 0.999), "tanh": (-15, 15), "atan": (-4, 4)][name] ?? (-30, 30)
    let values = (0...4_000).map { function(low + (high - low) * Double($0) / 4_000) }
    #expect(zip(values, values.dropFirst()).allSatisfy { name == "tanh" || name == "expm1" ? $0 <= $1 : $0 < $1 })
    for seam in [-39.0, -0.29, 0.41, 0.41421356237309503, 1, 0.34657359027997264, 1.4142135623730951, 20, 39]
    where seam > low && seam < high {
      let near = sequence(first: seam - 200 * seam.ulp, next: \.nextUp).prefix(400).map(function)
      #expect(zip(near, near.dropFirst()).allSatisfy { $0 <= $1 + 2 * $1.ulp }, "\(name) about \(seam)")
    }
  }

  @Test func beyondTheirDomainsFunctionsSayWhatTheCLibrarySays() {
    #expect(Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity && Elementary.exp(.nan).isNaN)
    #expect(
      Elementary.exp(-745) == .leastNonzeroMagnitude && Elementary.exp(-746) == 0 && Elementary.exp(709.8) == .infinity
        && Elementary.exp(0) == 1)
    #expect(Elementary.expm1(-.infinity) == -1 && Elementary.expm1(.infinity) == .infinity && Elementary.expm1(.nan).isNaN)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity && Elementary.log(1) == 0)
    #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN && Elementary.log1p(-1) == -.infinity && Elementary.log1p(.nan).isNaN)
    #expect(Elementary.tanh(.infinity) == 1 && Elementary.tanh(-.infinity) == -1 && Elementary.tanh(.nan).isNaN)
    #expect(
      Elementary.atan(.infinity) == 0.5 * .pi && Elementary.atan(-.infinity) == -0.5 * .pi && Elementary.atan(.nan).isNaN
        && Elementary.atan(0) == 0)
    #expect(
      Elementary.atanh(1) == .infinity && Elementary.atanh(-1) == -.infinity && Elementary.atanh(2).isNaN && Elementary.atanh(.nan).isNaN)
  }

  @Test func eightLogarithmsAreThoseOfEachAlone() {
    let numbers = SIMD8(2, 10, 0.3, 1e-300, 1, 0.70710678118654757, 1.4142135623730951, 1e300), logarithms = Elementary.log(numbers)
    for lane in 0..<8 { #expect(logarithms[lane] == Elementary.log(numbers[lane])) }
  }

  @Test func powersBySquaringAreExactWhereTheyFit() {
    #expect(Elementary.power(0.999, 0) == 1 && Elementary.power(3, 33) == 5_559_060_566_555_523)
    #expect(abs(Elementary.power(0.999, 1_000) / 0.367695424770964 - 1) < 1e-13)
  }
}
