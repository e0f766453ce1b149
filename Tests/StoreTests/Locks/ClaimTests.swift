import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

@Suite struct ClaimTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, age seconds: Int = 0) throws -> String {
    let path = folder["job.lock"]
    try Data(text.utf8).write(to: URL(filePath: path))
    try touch(path, secondsAgo: seconds)
    return path
  }

  private func touch(_ path: String, secondsAgo seconds: Int) throws {
    let time = timespec(tv_sec: FileStamp.now() / 1_000_000_000 - seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }

  private func isRefused(_ path: String, _ is: (StoreError) -> Bool) -> Bool {
    do throws(StoreError) {
      let lock = try JobLock(path)
      _ = consume lock
      return false
    } catch { return `is`(error) }
  }

  /// Another machine's kernel is not asked here: its holder counts as alive while he touches the file.
  @Test func aHolderElsewhereIsBelievedWhileHeTouchesHisFile() throws {
    let path = try write("process 1 on elsewhere\n0-1-2\n", age: 60)
    #expect(isRefused(path) { if case .locked(_, "process 1 on elsewhere") = $0 { true } else { false } })
    #expect(try JobLock.holder(path) == "process 1 on elsewhere")
    try touch(path, secondsAgo: 300)
    #expect(try JobLock.holder(path) == nil)
    do {
      let lock = try JobLock(path, settling: .zero)
      #expect(try JobLock.holder(path)?.hasPrefix("process \(getpid()) on ") == true)
      _ = consume lock
    }
    #expect(try folder.names.isEmpty)
  }

  /// A machine that started anew, or another one of the same name, is another machine.
  @Test func aMachineOfTheSameNameIsToldByItsStart() throws {
    let own = try write("")
    try FileManager.default.removeItem(atPath: own)
    do {
      let lock = try JobLock(own), text = try String(contentsOfFile: own, encoding: .utf8)
      let lines = text.split(separator: "\n")
      try #require(lines.count == 3)
      _ = consume lock
      // Of this start of this machine the kernel says that nobody has it.
      try Data(text.utf8).write(to: URL(filePath: own))
      let again = try JobLock(own)
      _ = consume again
      let other = try write("\(lines[0])\nanother-start\n", age: 10)
      #expect(isRefused(other) { if case .locked = $0 { true } else { false } })
      try touch(other, secondsAgo: 200)
      let later = try JobLock(other, settling: .zero)
      _ = consume later
    }
  }

  @Test func whatIsHalfMadeIsHeldForAWhile() throws {
    let path = try write("", age: 5)
    #expect(isRefused(path) { $0 == .locked(path: path, holder: "another process") })
    try touch(path, secondsAgo: 200)
    let lock = try JobLock(path, settling: .zero)
    _ = consume lock
  }

  /// Neither what a link names nor the link itself is touched.
  @Test func linksAndDevicesAreRefused() throws {
    let target = folder["target"], path = folder["job.lock"]
    try Data("mine".utf8).write(to: URL(filePath: target))
    for destination in [target, folder["nowhere"]] {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
      #expect(isRefused(path) { $0 == .link(path: path) })
      #expect(throws: StoreError.link(path: path)) { _ = try JobLock.holder(path) }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == destination)
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    #expect(mkfifo(path, 0o644) == 0)
    #expect(isRefused(path) { $0 == .notRegular(path: path) })
    #expect(unlink(path) == 0 && mkdir(path, 0o755) == 0)
    #expect(isRefused(path) { $0 == .notRegular(path: path) })
    #expect(try folder.names == ["job.lock", "target"], "no draft is left")
  }

  @Test func aHolderTouchesHisFile() throws {
    let path = folder["job.lock"], lock = try JobLock(path, beat: .milliseconds(10))
    try touch(path, secondsAgo: 1_000)
    let before = FileStamp.now() - 500 * 1_000_000_000
    for _ in 0..<500 where FileStamp(path)?.modified ?? 0 < before { usleep(10_000) }
    #expect(FileStamp(path)?.modified ?? 0 > before)
    _ = consume lock
  }

  /// Two must not write one journal: who was silent for so long that another took over ends.
  @Test func whoLostHisClaimEnds() async throws {
    let path = folder["job.lock"]
    await #expect(processExitsWith: .exitCode(143)) { [path = path as String] in
      let lock = try JobLock(path, beat: .milliseconds(10))
      try Data("process 1 on elsewhere\n0-1-2\n".utf8).write(to: URL(filePath: "\(path).other"))
      rename("\(path).other", path)
      sleep(20)
      _ = consume lock
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("process 1 on elsewhere"), "the other's stays")
  }

  /// Where a lock was taken over the former holder's end takes nothing away.
  @Test func freeingALockLeavesAnothersClaim() throws {
    let path = folder["job.lock"]
    do {
      let lock = try JobLock(path)
      try Data("process 1 on elsewhere\n0-1-2\n".utf8).write(to: URL(filePath: folder["other"]))
      #expect(rename(folder["other"], path) == 0)
      _ = consume lock
    }
    #expect(try JobLock.holder(path) == "process 1 on elsewhere")
  }
}
