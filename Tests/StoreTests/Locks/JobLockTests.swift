import Fixtures
import Glibc
import Store
import Testing

@Suite struct JobLockTests {
  @Test func theSecondIsToldWhoHoldsIt() throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    do {
      let lock = try JobLock(path)
      let error = #expect(throws: StoreError.self) { _ = try JobLock(path) }
      guard case .locked(path, let holder) = error else { Issue.record("\(String(describing: error))"); return }
      #expect(holder.hasPrefix("process \(getpid()) on "))
      _ = consume lock
    }
    #expect(try folder.names.isEmpty)
    _ = try JobLock(path)
  }

  @Test func aKilledHolderLeavesTheLockFree() async throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let lock = try JobLock(path)
      kill(getpid(), SIGKILL)
      _ = consume lock
    }
    #expect(try folder.names == ["job.lock"])
    _ = try JobLock(path)
    #expect(try folder.names.isEmpty)
  }

  /// Many that wait for one lock all get it, one after the other, and none is turned away.
  @Test func allWhoWaitGetIt() async throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    let held = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do {
            let lock = try JobLock(path) { _ in }
            usleep(1_000)
            _ = consume lock
            return true
          } catch {
            Issue.record(error)
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(held == 4)
    #expect(try folder.names.isEmpty)
  }

  /// Threads that take, hold and free one lock many times never hold it at once.
  @Test func neverTwoHoldersAtOnce() async throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"], mark = folder["mark"]
    let held = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var held = 0
          for _ in 0..<200 {
            do {
              let lock = try JobLock(path)
              let file = open(mark, O_CREAT | O_EXCL | O_WRONLY, 0o600)
              if file < 0 { Issue.record("two holders") }
              close(file)
              unlink(mark)
              held += 1
              _ = consume lock
            } catch { continue }
          }
          return held
        }
      }
      return await group.reduce(0, +)
    }
    #expect(held > 0)
  }
}
