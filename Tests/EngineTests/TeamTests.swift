import Engine
import Synchronization
import Testing

@Suite struct TeamTests {
  @Test(arguments: [1, 2, 3, 4]) func everyPieceRunsOnceOnAThreadOfTheTeam(threads: Int) throws {
    let team = try Team(threads: threads), runs = Mutex([Int](repeating: 0, count: 37)), strangers = Mutex(0), liars = Mutex(0)
    for _ in 0..<50 {
      let seen = Mutex<Set<Int>>([])
      team.forEach(37) { piece, thread, again in
        if seen.withLock({ $0.insert(thread).inserted }) == again { liars.withLock { $0 += 1 } }
        runs.withLock { $0[piece] += 1 }
        if !(0..<threads ~= thread) { strangers.withLock { $0 += 1 } }
      }
    }
    #expect(runs.withLock { $0 } == [Int](repeating: 50, count: 37))
    #expect(strangers.withLock { $0 } == 0)
    #expect(liars.withLock { $0 } == 0, "a thread's first piece of a job is no second one")
  }
}
