import Engine
import Networks
import Spaces
import Streams
import Testing
import Training

@Suite struct LatencyTests {
  /// Seconds that never pass by themselves: run i of measurement m takes m + 1 and as many hundredths as 7 i modulo the runs.
  private final class Clock {
    var now = 0.0, calls = 0

    func read() -> Double {
      defer { calls += 1 }
      let run = calls / 2 % Latency.runs, measurement = calls / (2 * Latency.runs)
      if calls % 2 == 1 { now += Double(measurement + 1) + Double(7 * run % Latency.runs) / 100 }
      return now
    }

    /// Milliseconds of the median of a measurement: 25 hundredths more than its number.
    static func median(_ measurement: Int) -> Double { 1000 * (Double(measurement + 1) + 0.25) }
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 }

  @Test func entriesAreMediansInTheOrderOfChoicesAndWhatComputesNothingTakesNone() throws {
    let clock = Clock(), space = Samples.space
    var shares: [Double] = []
    let table = try Latency(space) { clock.read() }.table { shares.append($0) }
    var measurement = 0
    for (number, choice) in space.choices.enumerated() {
      for (candidate, operation) in choice.candidates.enumerated() {
        if operation.isIdentity && number % 2 == 1 {
          #expect(table.entries[number][candidate] == 0)
        } else {
          #expect(isClose(table.entries[number][candidate], Clock.median(measurement)))
          measurement += 1
        }
      }
    }
    #expect(isClose(table.fixed, Clock.median(measurement)))
    #expect(clock.calls == 2 * Latency.runs * (measurement + 1))
    #expect(shares == shares.sorted() && shares.last == 1 && shares.count == 19)
    let path = [0, 1, 2, 0, 1, 2]
    #expect(table.value(of: path) == path.enumerated().reduce(table.fixed) { $0 + table.entries[$1.offset][$1.element] })
  }

  @Test func aNetworkTakesTheMedianOfItsRuns() throws {
    let clock = Clock(), latency = try Latency(Samples.space) { clock.read() }
    for measurement in 0..<3 { #expect(isClose(try latency.milliseconds(of: [2, 1, 0, 1, 2, 0]), Clock.median(measurement))) }
  }

  /// Parts hold each line once, and running them again in order leaves the numbers of the whole.
  @Test func partsOfAPlanAreTheWhole() throws {
    let network = try Network(Samples.space, Classification(), batch: 1, .scoring(several: false), slices: 1)
    let executor = try Executor(network.capacity(threads: 1))
    network.parameters.initialize(executor.contents, .init(seed: 3, "weights"))
    for path in [[2, 1, 0, 1, 2, 0], [0, 0, 1, 2, 1, 1], [1, 2, 2, 2, 2, 2]] {
      let plan = try network.plan(Subnet(path: path)), end = try #require(plan.loss)
      executor.forward(plan, Mode(.inherited))
      let loss = end.loss(executor.contents), parts = (0..<6).map { plan.part(of: $0) }
      #expect(parts.reduce(plan.part(of: nil).instructions.count) { $0 + $1.instructions.count } == plan.instructions.count)
      for (choice, part) in parts.enumerated() {
        #expect(part.instructions.isEmpty == (path[choice] == 0 && choice % 2 == 1))
        executor.forward(part, Mode(.inherited))
      }
      executor.forward(plan.part(of: nil), Mode(.inherited))
      #expect(loss.isFinite && end.loss(executor.contents) == loss)
    }
  }
}
