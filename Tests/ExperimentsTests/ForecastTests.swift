import Digests
import Experiments
import Jobs
import Testing

@Suite struct ForecastTests {
  private func job(_ name: String, _ seconds: Double, memory: Int = 1, kind: String = "stand-alone", after inputs: [Job] = []) -> Job {
    Job(
      kind: kind, spec: name, label: name, inputs: inputs.map(\.digest),
      estimate: Job.Estimate(seconds: seconds, memory: memory, disk: 10))
  }

  @Test func workersShareWhatCanRunAtOnce() throws {
    let first = job("a", 4), second = job("b", 3, after: [first]), others = [job("c", 2), job("d", 2)]
    let graph = try JobGraph([first, second] + others)
    func seconds(_ workers: Int) -> Double { Forecast(rounds: [(graph, graph.jobs)], workers: workers, threads: 1).seconds }
    #expect(seconds(1) == 11 && seconds(2) == 7 && seconds(9) == 7)
  }

  @Test func whatIsDoneCostsNothingButIsCounted() throws {
    let first = job("a", 4, memory: 7), second = job("b", 3, memory: 5, kind: "evaluation", after: [first]),
      graph = try JobGraph([first, second])
    let forecast = Forecast(rounds: [(graph, [second])], workers: 2, threads: 1)
    #expect(forecast.seconds == 3 && forecast.workerMemory == 7 && forecast.memory == 12 && forecast.disk == 20)
    #expect(forecast.rows.map(\.kind) == ["stand-alone", "evaluation"])
    #expect(forecast.rows.map(\.stale) == [0, 1] && forecast.rows.map(\.jobs) == [1, 1] && forecast.rows.map(\.seconds) == [0, 3])
  }

  @Test func roundsWaitForEachOther() throws {
    let graphs = [try JobGraph([job("a", 4), job("b", 1)]), try JobGraph([job("c", 2)])]
    let forecast = Forecast(rounds: graphs.map { ($0, $0.jobs) }, workers: 2, threads: 1)
    #expect(forecast.seconds == 6 && forecast.rows.map(\.round) == [1, 2])
  }

  @Test func moreThreadsAreFaster() throws {
    let graph = try JobGraph([job("a", 17)])
    #expect(Forecast(rounds: [(graph, graph.jobs)], workers: 1, threads: 2).seconds == 10)
  }
}
