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
