import Engine
import Synchronization
import Testing

@Suite struct TeamTests {
  @Test(arguments: [1, 2, 3, 4]) func everyPieceRunsOnceOnAThreadOfTheTeam(threads: Int) throws {
    let team = try Team(threads: threads), runs = Mutex([Int](repeating: 0, count: 37)), strangers = Mutex(0)
    for _ in 0..<50 {
      team.forEach(37) { piece, thread in
        runs.withLock { $0[piece] += 1 }
        if !(0..<threads ~= thread) { strangers.withLock { $0 += 1 } }
      }
    }
    #expect(runs.withLock { $0 } == [Int](repeating: 50, count: 37))
    #expect(strangers.withLock { $0 } == 0)
  }
}
