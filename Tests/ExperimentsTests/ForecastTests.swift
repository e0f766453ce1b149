import Experiments
import Jobs
import Testing
import ToyKinds

@Suite struct ForecastTests {
  private let results = Results("/nowhere")

  private func job(_ name: String, _ seconds: Double, memory: Int = 1, after inputs: [Job] = []) throws -> Job {
    try ToyJob.job(name, inputs, seconds: seconds, memory: memory)
  }

  private func graph(_ jobs: [Job]) throws -> JobGraph { try JobGraph(jobs, in: results).estimated(in: results, images: [:], threads: 1) }

  @Test func workersShareWhatCanRunAtOnce() throws {
    let first = try job("a", 4), second = try job("b", 3, after: [first]), others = [try job("c", 2), try job("d", 2)]
    let graph = try graph([first, second] + others)
    func seconds(_ workers: Int) -> Double { Forecast(rounds: [(graph.jobs, graph.jobs)], of: graph, workers: workers, threads: 1).seconds }
    #expect(seconds(1) == 11 && seconds(2) == 7 && seconds(9) == 7)
  }

  @Test func whatIsDoneCostsNothingButIsCounted() throws {
    let first = try job("a", 4, memory: 7), second = try job("b", 3, memory: 5, after: [first]),
      graph = try graph([first, second])
    let forecast = Forecast(rounds: [(graph.jobs, [second])], of: graph, workers: 2, threads: 1)
    #expect(forecast.seconds == 3 && forecast.workerMemory == 7 && forecast.memory == 12 && forecast.disk == 20)
    #expect(forecast.rows.map(\.kind) == ["toy"] && forecast.rows.map(\.stale) == [1])
    #expect(forecast.rows.map(\.jobs) == [2] && forecast.rows.map(\.seconds) == [3])
  }

  @Test func roundsWaitForEachOther() throws {
    let rounds = [[try job("a", 4), try job("b", 1)], [try job("c", 2)]], graph = try graph(rounds.flatMap { $0 })
    let forecast = Forecast(rounds: rounds.map { ($0, $0) }, of: graph, workers: 2, threads: 1)
    #expect(forecast.seconds == 6 && forecast.rows.map(\.round) == [1, 2])
  }

  @Test func moreThreadsAreFaster() throws {
    let graph = try graph([try job("a", 17)])
    #expect(Forecast(rounds: [(graph.jobs, graph.jobs)], of: graph, workers: 1, threads: 2).seconds == 10)
  }
}
