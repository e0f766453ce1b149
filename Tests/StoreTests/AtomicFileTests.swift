import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

@Suite struct AtomicFileTests {
  @Test func aFailureInTheMiddleLeavesTheOldFileAndNothingElse() throws {
    let folder = try TemporaryFolder(), path = folder["a"]
    try put(Data("old".utf8), path)
    #expect(throws: StoreError.notHDF5(path: "x")) {
      try AtomicFile.replace(path) { (temporary) throws(StoreError) in
        do { try put(Data("half".utf8), temporary) } catch { Issue.record(error) }
        throw StoreError.notHDF5(path: "x")
      }
    }
    #expect(try bytes(path) == Data("old".utf8))
    #expect(try folder.names == ["a"])
  }

  @Test func aContentInPiecesIsWrittenWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder(), path = folder["a"]
    try AtomicFile.replace(path) { write in
      for piece in [[1, 2], [], [3]] as [[UInt8]] { try piece.withUnsafeBytes { try write($0) } }
    }
    #expect(try bytes(path) == Data([1, 2, 3]))
    struct Odd: Error {}
    let error = #expect(throws: StoreError.self) {
      try AtomicFile.replace(path) { write in
        try [UInt8(9)].withUnsafeBytes { try write($0) }
        throw Odd()
      }
    }
    guard case .notEncodable(path, _) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(try bytes(path) == Data([1, 2, 3]))
    #expect(try folder.names == ["a"])
  }

  /// A writer killed with SIGKILL leaves its temporary; the next holder of the job's lock removes it, and no other file.
  @Test func whatAKilledWriterLeftIsRemoved() async throws {
    let folder = try TemporaryFolder(), path = folder["a"]
    try put(Data("old".utf8), path)
    try put(Data("other".utf8), folder[".b.1-1.partial"])
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      try AtomicFile.replace(path) { (temporary) throws(StoreError) in
        do { try put(Data("half".utf8), temporary) } catch { return }
        kill(getpid(), SIGKILL)
      }
    }
    #expect(try folder.names.count == 3)
    #expect(try bytes(path) == Data("old".utf8))
    try AtomicFile.removeStale(of: path)
    #expect(try folder.names == [".b.1-1.partial", "a"])
  }

  @Test func foldersAreMadeWithThoseAbove() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.makeFolder(folder["a/b/c"])
    try AtomicFile.makeFolder(folder["a/b/c"])
    try put(Data(), folder["a/b/c/file"])
    #expect(throws: StoreError.self) { try AtomicFile.makeFolder(folder["a/b/c/file/d"]) }
  }

  @Test func aTextIsWrittenInFoldersThatItNeeds() throws {
    let folder = try TemporaryFolder(), path = folder["a/b/text.md"]
    for text in ["α = ½", "", "shorter"] {
      try AtomicFile.write(text, to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
    #expect(throws: StoreError.self) { try AtomicFile.write("", to: "\(path)/below") }
  }
}
