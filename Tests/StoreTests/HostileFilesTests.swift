import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

/// Files that somebody made to do harm, where a run file, a checkpoint, a journal or a table of scores is expected: each is refused by name, in
/// bounded time and memory, and no other file is opened or written.
@Suite struct HostileFilesTests {
  private static let folder = "\(Fixtures.root)/Tests/Golden/store/hostile"
  private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []

  /// What each is refused as; made by Tests/Golden/store/hostile.py, and none is without a line.
  private static let reasons = [
    "circle-of-links": "damaged", "compound": "not a run file", "compressed": "claims", "endless": "claims",
    "external-link": "damaged", "external-storage": "lie in another file", "folder-in-itself": "damaged", "large-chunk": "a chunk of x",
    "many-times": "claims", "name-upwards": "../spec", "variable-text": "type that run files do not use", "virtual": "lie in another file",
  ]

  /// Bytes of address space beyond what a process of tests has, within which all of them are read.
  private static func limitMemory(to more: Int) throws {
    let status = String(decoding: FileManager.default.contents(atPath: "/proc/self/statm") ?? Data(), as: UTF8.self)
    let pages = try #require(status.split(separator: " ").first.flatMap { Int($0) })
    var limit = rlimit(rlim_cur: UInt(4_096 * pages + more), rlim_max: .max)
    try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
  }

  @Test func everyHostileRunFileIsRefusedByName() async throws {
    #expect(Set(Self.names.map { String($0.dropLast(3)) }) == Set(Self.reasons.keys))
    await #expect(processExitsWith: .success) {
      try Self.limitMemory(to: 256 << 20)
      alarm(60)
      for (name, reason) in Self.reasons {
        let path = "\(Self.folder)/\(name).h5"
        for read in [{ _ = try RunFile.read(path) }, { _ = try RunFile.read(path, except: { $0 == "spec" }) }] as [() throws -> Void] {
          do {
            try read()
            Issue.record("\(name) was read")
          } catch {
            #expect(error is StoreError && "\(error)".contains(reason) && "\(error)".contains(path), "\(name): \(error)")
          }
        }
      }
    }
  }

  /// The same as tables of scores, which may have links and types that run files have not: what lies elsewhere is no column.
  @Test func noColumnComesFromAnotherFile() async throws {
    await #expect(processExitsWith: .success) {
      try Self.limitMemory(to: 3 << 30)
      alarm(120)
      for name in Self.reasons.keys where name != "endless" {
        let path = "\(Self.folder)/\(name).h5"
        do {
          for column in try Columns.read(path).columns
          where column.name == "x" && ["external-storage", "virtual", "external-link"].contains(name) {
            guard case .unreadable(let reason) = column.values else { Issue.record("\(name) gave \(column.values)"); continue }
            #expect(reason.contains("another file"), "\(name): \(reason)")
          }
        } catch { #expect(error is StoreError, "\(name): \(error)") }
      }
    }
  }

  /// A pipe that nobody writes to, a device without an end, a folder, a file of 4 GB that takes no room, a link in a circle.
  private static func make(_ kind: String, at path: String) throws {
    switch kind {
    case "pipe": try #require(mkfifo(path, 0o600) == 0)
    case "device": try #require(symlink("/dev/zero", path) == 0)
    case "folder": try #require(mkdir(path, 0o700) == 0)
    case "circle": try #require(symlink(path, path) == 0)
    default:
      try #require(close(open(path, O_WRONLY | O_CREAT, 0o600)) == 0 && truncate(path, 4 << 30) == 0)
    }
  }

  @Test(arguments: ["pipe", "device", "folder", "circle", "sparse"])
  func whatIsNoFileOfOursIsRefusedAtOnce(kind: String) async throws {
    await #expect(processExitsWith: .success) { [kind = kind as String] in
      let folder = try TemporaryFolder()
      try Self.limitMemory(to: 1 << 30)
      // A read that waits, or goes on for ever, ends the process.
      alarm(30)
      let reads: [(String, (String) throws -> Void)] = [
        ("run", { _ = try RunFile.read($0) }), ("label", { _ = try RunFile.label(of: $0) }), ("spec", { _ = try RunFile.spec(of: $0) }),
        ("checkpoint", { _ = try Checkpoint.ifPresent($0) }), ("journal", { _ = try Journal<[Int]>($0) }),
        ("columns", { _ = try Columns.read($0) }), ("holder", { _ = try JobLock.holder($0) }),
      ]
      for (name, read) in reads {
        let path = folder[name]
        try Self.make(kind, at: path)
        do {
          try read(path)
          // The first bytes of a long file of zeros name no holder.
          #expect(name == "holder" && kind == "sparse", "\(name) was read from a \(kind)")
        } catch {
          #expect(error is StoreError && "\(error)".contains(path), "\(name) from a \(kind): \(error)")
        }
      }
    }
  }

  /// What a job writes replaces a link in its folder; the file that the link names is not touched.
  @Test func noLinkIsWrittenThrough() throws {
    let folder = try TemporaryFolder(), target = folder["target"], path = folder["run.h5"], journal = folder["journal"]
    try put(Data("mine".utf8), target)
    try #require(symlink(target, path) == 0 && symlink(target, journal) == 0)
    try Samples.file.write(to: path)
    #expect(try RunFile.read(path) == Samples.file && bytes(target) == Data("mine".utf8))
    var status = stat()
    #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG)
    #expect(throws: StoreError.link(path: journal)) { _ = try Journal<[Int]>(journal) }
    // A link to a run file is read as the file is: its digests say what it holds.
    try #require(symlink(path, folder["other.h5"]) == 0)
    #expect(try RunFile.read(folder["other.h5"]) == Samples.file)
    #expect(try bytes(target) == Data("mine".utf8))
  }
}
