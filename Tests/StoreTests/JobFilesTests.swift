import Digests
import Fixtures
import FoundationEssentials
import Store
import Testing

@Suite struct JobFilesTests {
  @Test func theLockMakesTheFolderAndSweepsIt() throws {
    let folder = try TemporaryFolder(), files = JobFiles(results: folder["results"], kind: "supernet", digest: Digest(of: []))
    do { _ = try files.lock() }
    let left = "\(folder.path)/results/supernet/.\(Digest(of: [])).h5.12345-1.partial"
    try put(Data("half".utf8), left)
    let lock = try files.lock()
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(throws: StoreError.self) { _ = try files.lock() }
    _ = consume lock
  }

  @Test func finishedWorkLeavesTheRunFileAlone() throws {
    let folder = try TemporaryFolder(), files = JobFiles(results: folder.path, kind: "sample", digest: Samples.header.specDigest)
    do {
      let lock = try files.lock()
      try CheckpointTests.checkpoint.write(to: files.checkpoint)
      _ = try Journal<Int>(files.journal)
      try Samples.file.write(to: files.run)
      try files.removeWork()
      try files.removeWork()
      _ = consume lock
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["sample"]) == ["\(Samples.header.specDigest).h5"])
  }

  /// Killed between its run file and the end, a worker leaves its lock file, its checkpoint and perhaps a temporary.
  @Test func whatAKilledWorkerLeftIsClearedUnlessAnotherIsAtWork() throws {
    let folder = try TemporaryFolder(), digest = Samples.header.specDigest
    let files = JobFiles(results: folder.path, kind: "sample", digest: digest), run = "\(digest).h5"
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder["sample"]).sorted() }
    try files.clear()
    #expect(try folder.names.isEmpty, "nothing is made")
    let claim: Data
    do {
      let lock = try files.lock()
      claim = try Data(contentsOf: URL(filePath: folder["sample/\(digest).lock"]))
      try Samples.file.write(to: files.run)
      try CheckpointTests.checkpoint.write(to: files.checkpoint)
      try files.clear()
      #expect(try names().count == 3, "its worker runs")
      _ = consume lock
    }
    try put(claim, folder["sample/\(digest).lock"])
    try put(Data(), folder["sample/.\(run).1-1.partial"])
    try files.clear()
    #expect(try names() == [run])
  }
}
