import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

@Suite struct JobLockHolderTests {
  @Test func whoHoldsALockIsNamedWhileItIsHeld() throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    #expect(try JobLock.holder(path) == nil)
    do {
      let lock = try JobLock(path)
      let holder = try #require(try JobLock.holder(path))
      #expect(holder.hasPrefix("process \(getpid()) on "))
      // The question takes nothing: who holds the lock goes on holding it.
      #expect(throws: StoreError.self) { _ = try JobLock(path) }
      _ = consume lock
    }
    #expect(try JobLock.holder(path) == nil)
  }

  /// Not even for a moment: the folder's time is what it was.
  @Test(arguments: [60, 300]) func theQuestionMakesNoFile(age: Int) throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"], own = folder.path
    try Data("process 1 on elsewhere\n0-1-2\n".utf8).write(to: URL(filePath: path))
    let touched = timespec(tv_sec: FileStamp.now() / 1_000_000_000 - age, tv_nsec: 0), before = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, path, [touched, touched], 0) == 0 && utimensat(AT_FDCWD, own, [before, before], 0) == 0)
    #expect(try JobLock.holder(path) == (age < 120 ? "process 1 on elsewhere" : nil))
    #expect(FileStamp(own)?.modified == 1_000_000_000 * 1_000_000_000)
  }

  @Test func aHolderThatDiedHoldsNothing() throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Above the largest process number there is.
    try Data("process 4194999 on \(host)".utf8).write(to: URL(filePath: path))
    #expect(try JobLock.holder(path) == nil)
    try Data("process 4194999 on elsewhere-\(host)".utf8).write(to: URL(filePath: path))
    #expect(try JobLock.holder(path) == "process 4194999 on elsewhere-\(host)")
  }
}
