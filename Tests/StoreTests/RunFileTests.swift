import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

@Suite struct RunFileTests {
  /// Reports keep runs so. What would be written of one were no run file, and an empty text is nobody's spec.
  @Test func aRunWithoutItsSpecHasItsDigestAndCannotBeWritten() async throws {
    let run = RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: []), without = run.withoutSpec
    #expect(without.header.specDigest == run.header.specDigest && without.header.provenance == run.header.provenance)
    await #expect(processExitsWith: .failure) {
      _ = RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: []).withoutSpec.header.spec
    }
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      try RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: []).withoutSpec.write(to: folder["x.h5"])
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try Samples.file.write(to: path)
    #expect(try RunFile.read(path) == Samples.file)
    #expect(try folder.names == ["run.h5"])
  }

  @Test func arraysLargerThanAChunkAreReadBack() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    let shapes = [[700_001], [3, 5, 100_003], [1_000, 700], [1, 1, 400_000]]
    let arrays = shapes.enumerated().map { i, shape in
      NamedArray("array \(i)", shape: shape, .floats((0..<shape.reduce(1, *)).map { Float($0 % 8_191) - 0.5 }))
    }
    let file = RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: arrays)
    try file.write(to: path)
    #expect(try RunFile.read(path) == file)
  }

  @Test func resultDigestForgetsProvenanceAndContentDigestDoesNot() {
    var provenance = Samples.provenance
    provenance.expense.cpuSeconds += 1
    let header = RunHeader(spec: Samples.header.spec, provenance: provenance)
    let later = RunFile(kind: "sample", schema: 1, header: header, arrays: Samples.file.arrays)
    #expect(later.resultDigest == Samples.file.resultDigest)
    #expect(later.contentDigest != Samples.file.contentDigest)
    let fewer = RunFile(kind: "sample", schema: 1, header: header, arrays: Array(Samples.file.arrays.dropLast()))
    #expect(fewer.resultDigest != later.resultDigest)
  }

  @Test func writingReplacesAndAFailureLeavesTheOldFile() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try put(Data("old".utf8), path)
    try Samples.file.write(to: path)
    let first = try bytes(path)
    #expect(try RunFile.read(path) == Samples.file)
    #expect(throws: StoreError.notFound(path: "\(folder.path)/absent/run.h5")) { try Samples.file.write(to: folder["absent/run.h5"]) }
    #expect(try bytes(path) == first)
  }

  /// Bytes all over the file, so that every header, index, chunk and heap of the format is hit. Some bytes mean nothing to the format.
  @Test func aFlippedByteNeverPasses() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"], other = folder["flipped.h5"]
    try Samples.file.write(to: path)
    let whole = try bytes(path)
    var refused = 0
    for at in stride(from: 0, to: whole.count, by: 31) {
      var flipped = whole
      flipped[at] ^= UInt8(1 << (at % 8))
      try put(flipped, other)
      do throws(StoreError) {
        #expect(try RunFile.read(other) == Samples.file, "byte \(at) changed the content unseen")
      } catch {
        switch error {
        case .notHDF5, .truncated, .damaged, .notARunFile, .missingArray, .wrongArray, .tooLarge: refused += 1
        default: Issue.record("byte \(at): \(error)")
        }
      }
    }
    #expect(refused > whole.count / 31 / 2)
  }

  @Test func aTruncatedFileIsNamedSo() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"], cut = folder["cut.h5"]
    try Samples.file.write(to: path)
    let whole = try bytes(path)
    for length in [0, whole.count / 2, whole.count - 1] {
      try put(whole.prefix(length), cut)
      let error = #expect(throws: StoreError.self) { try RunFile.read(cut) }
      guard case .truncated = error else { Issue.record("\(length) bytes: \(String(describing: error))"); continue }
    }
  }

  @Test func aFlippedWeightIsNamed() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try Samples.file.write(to: path)
    var file = try bytes(path)
    let at = try #require(file.firstRange(of: Samples.header.spec.utf8))
    file[at.lowerBound + 9] ^= 1
    try put(file, path)
    let error = #expect(throws: StoreError.self) { try RunFile.read(path) }
    guard case .damaged(path, let what) = error else { Issue.record("\(String(describing: error))"); return }
    #expect(what.contains("'spec'") && what.contains("Fletcher32"), "\(what)")
  }

  @Test func whatIsNoRunFileIsRefused() throws {
    let folder = try TemporaryFolder(), path = folder["notes.txt"]
    try put(Data("a text that is long enough to hold a header of any kind".utf8), path)
    #expect(throws: StoreError.notHDF5(path: path)) { try RunFile.read(path) }
    #expect(throws: StoreError.notFound(path: folder["none.h5"])) { try RunFile.read(folder["none.h5"]) }
    #expect(throws: StoreError.self) { try RunFile.read(folder.path) }
  }

  /// As a child process does that inherited a writer's descriptor.
  @Test func aLockThatAnotherHoldsDoesNotStopAReader() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try Samples.file.write(to: path)
    let other = open(path, O_RDWR)
    defer { close(other) }
    try #require(flock(other, LOCK_EX) == 0)
    #expect(try RunFile.read(path) == Samples.file)
  }

  @Test func aFileNamedAfterAnotherJobIsRefused() throws {
    let folder = try TemporaryFolder()
    let right = folder["\(Samples.header.specDigest).h5"], wrong = folder["\(Digest(of: []))" + ".h5"]
    try Samples.file.write(to: right)
    try Samples.file.write(to: wrong)
    #expect(try RunFile.read(right) == Samples.file)
    #expect(throws: StoreError.wrongName(path: wrong, digest: Samples.header.specDigest.hex)) { try RunFile.read(wrong) }
  }

  /// SIGKILL while two contents replace each other without end.
  @Test(arguments: [1_000, 4_000, 9_000, 23_000] as [UInt32])
  func aWriterKilledAtAnyMomentLeavesAWholeFile(after microseconds: UInt32) async throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"], other = Samples.standAlone.runFile
    try other.write(to: path)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, microseconds] in
      Task.detached {
        usleep(microseconds)
        kill(getpid(), SIGKILL)
      }
      while true {
        try Samples.file.write(to: path)
        try Samples.standAlone.write(to: path)
      }
    }
    let left = try RunFile.read(path)
    #expect(left == Samples.file || left == other)
  }

  @Test func aFolderWithoutPermissionIsNamed() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder(), path = folder["run.h5"]
      try Samples.file.write(to: path)
      chmod(path, 0o000)
      chmod(folder.path, 0o555)
      if geteuid() == 0 { try #require(seteuid(65534) == 0) }
      #expect(throws: StoreError.noPermission(path: folder["other.h5"], to: "write")) { try Samples.file.write(to: folder["other.h5"]) }
      #expect(throws: StoreError.noPermission(path: path, to: "read")) { try RunFile.read(path) }
      if getuid() == 0 { seteuid(0) }
      chmod(folder.path, 0o755)
    }
  }

  /// A limit on the size of files stands for the full disk: both fail in the middle of a write.
  @Test(arguments: [100, 5_000, 100_000, 1_200_000])
  func aFullDiskIsNamedAndLeavesNothing(room: Int) async {
    await #expect(processExitsWith: .success) { [room] in
      let folder = try TemporaryFolder(), path = folder["run.h5"]
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: UInt(room), rlim_max: .max)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let weights = NamedArray("weights", .floats([Float](repeating: 1, count: 400_000)))
      let file = RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: [weights])
      let error = #expect(throws: StoreError.self) { try file.write(to: path) }
      guard case .diskFull(path, _) = error else { Issue.record("\(String(describing: error))"); return }
      #expect(try folder.names.isEmpty)
      // With room again the same process goes on.
      limit.rlim_cur = limit.rlim_max
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      try file.write(to: path)
      #expect(try RunFile.read(path) == file)
    }
  }
}
