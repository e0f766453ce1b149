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

  /// Each thread of a team flushes subnormal numbers, whichever thread made the team; who calls it goes on as before.
  @Test(arguments: [1, 2, 3]) func subnormalNumbersAreZeroInTheTeamAlone(threads: Int) throws {
    let team = try Team(threads: threads), tiny = Mutex(Float.leastNonzeroMagnitude), kept = Mutex(0)
    team.forEach(40) { _, _, _ in
      if tiny.withLock({ $0 * 1.0 }) != 0 { kept.withLock { $0 += 1 } }
    }
    #expect(kept.withLock { $0 } == 0)
    #expect(tiny.withLock { $0 * 1.0 } != 0)
  }

  @Test(arguments: [1, 2, 3, 4], [4, 8, 32, 70]) func threadsBeginWithTheirOwnShareAndHelpFromTheFarEnd(threads: Int, pieces: Int) throws {
    let team = try Team(threads: threads), order = Mutex([[Int]](repeating: [], count: threads)), arrived = Atomic<Int>(0)
    team.forEach(pieces) { piece, thread, again in
      order.withLock { $0[thread].append(piece) }
      // Nobody goes on before everybody has begun.
      if !again { arrived.add(1, ordering: .relaxed) }
      while arrived.load(ordering: .relaxed) < threads {}
    }
    let claims = min(pieces, 32)
    for (thread, done) in order.withLock({ $0 }).enumerated() {
      let share = claims * thread / threads..<claims * (thread + 1) / threads, firsts = done.filter { $0 < 32 }
      let own = firsts.filter(share.contains)
      #expect(own == Array(share.prefix(own.count)), "in order, from the first on")
      #expect(firsts.prefix(own.count) == own[...], "before any of another's")
      let helped = firsts.dropFirst(own.count)
      let before = helped.filter { $0 < share.lowerBound }, after = helped.filter { $0 >= share.upperBound }
      #expect(Array(helped) == before.sorted(by: >) + after.sorted(by: >), "what its owner comes to last")
    }
    #expect(order.withLock { $0 }.joined().sorted() == Array(0..<pieces))
  }
}
