import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

@Suite struct JournalTests {
  struct Score: Codable, Hashable, Sendable {
    var architecture: String, loss: Double
  }
  static let scores = (0..<5).map { Score(architecture: "net \($0)\n", loss: 0.1 * Double($0)) }

  @Test func whatWasAppendedIsThereAfterReopening() throws {
    let folder = try TemporaryFolder(), path = folder["journal"]
    for score in Self.scores {
      var journal = try Journal<Score>(path)
      #expect(journal.entries == Array(Self.scores.prefix(journal.entries.count)))
      try journal.append(score)
    }
    let journal = try Journal<Score>(path)
    #expect(journal.entries == Self.scores)
  }

  /// Cut anywhere, the journal opens with all whole lines, and goes on.
  @Test func aTornLastLineIsCutOff() throws {
    let folder = try TemporaryFolder(), path = folder["journal"]
    var whole = Data(), ends = [0]
    do {
      var journal = try Journal<Score>(path)
      for score in Self.scores {
        try journal.append(score)
        whole = try bytes(path)
        ends.append(whole.count)
      }
    }
    for length in 0...whole.count {
      try put(whole.prefix(length), path)
      let complete = ends.lastIndex { $0 <= length } ?? 0
      var journal = try Journal<Score>(path)
      #expect(journal.entries == Array(Self.scores.prefix(complete)))
      for score in Self.scores.dropFirst(complete) { try journal.append(score) }
      #expect(try bytes(path) == whole)
    }
  }

  /// Whichever byte is flipped, no entry is another than was written, and at most two are lost (the end of a line joins two).
  @Test func aDamagedLineIsPassedOver() throws {
    let folder = try TemporaryFolder(), path = folder["journal"]
    do {
      var journal = try Journal<Score>(path)
      for score in Self.scores { try journal.append(score) }
    }
    let whole = try bytes(path)
    for at in whole.indices {
      var flipped = whole
      flipped[at] ^= 1 << UInt8(at % 8)
      try put(flipped, path)
      let found = try Journal<Score>(path).entries
      #expect(found.count >= 3 && found.count <= 4 && found == Self.scores.filter(found.contains), "byte \(at)")
    }
  }

  @Test func aNumberThatJSONCannotSayIsRefusedAndNothingWritten() throws {
    let folder = try TemporaryFolder(), path = folder["journal"]
    var journal = try Journal<Score>(path)
    #expect(throws: StoreError.self) { try journal.append(Score(architecture: "a", loss: .nan)) }
    #expect(journal.entries.isEmpty)
    #expect(try bytes(path).isEmpty)
  }

  @Test func aFullDiskLeavesTheJournalAsItWas() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder(), path = folder["journal"]
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100, rlim_max: .max)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      var journal = try Journal<Score>(path), done = 0
      let error = #expect(throws: StoreError.self) {
        for score in JournalTests.scores {
          try journal.append(score)
          done += 1
        }
      }
      guard case .diskFull(path, _) = error else { Issue.record("\(String(describing: error))"); return }
      let again = try Journal<Score>(path)
      #expect(done > 0 && again.entries == Array(JournalTests.scores.prefix(done)))
      #expect(try bytes(path).last == 10)
    }
  }

  /// SIGKILL while lines are being written: what `append` returned from is there.
  @Test func aKilledWriterLosesNothing() async throws {
    let folder = try TemporaryFolder(), path = folder["journal"]
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      var journal = try Journal<Score>(path)
      for score in JournalTests.scores { try journal.append(score) }
      kill(getpid(), SIGKILL)
    }
    let journal = try Journal<Score>(path)
    #expect(journal.entries == Self.scores)
  }
}
