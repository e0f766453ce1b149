import Datasets
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Synchronization
import Testing

@Suite struct SharedImagesTests {
  private let folder: TemporaryFolder, shared: SharedImages

  init() throws {
    folder = try TemporaryFolder()
    shared = SharedImages(results: folder["results"])
  }

  private enum Stopped: Error { case here }

  /// Images under the name of a data set of files; `made` counts how often they are prepared.
  private func images(_ made: borrowing Atomic<Int>, seed: UInt64 = 1, pause: () throws -> Void = {}) throws -> PreparedData {
    var spec = try Samples.data()
    spec.source = .cifar10()
    spec.split.seed = seed
    return try shared.images(spec, pause: pause) {
      made.add(1, ordering: .relaxed)
      return try Samples.data().load(environment: [:])
    }
  }

  private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: shared.folder).sorted() } }

  @Test func onlyTheFirstPreparesThem() throws {
    let made = Atomic(0), first = try images(made), second = try images(made)
    #expect(made.load(ordering: .relaxed) == 1)
    #expect(first.training.raw.pixels == second.training.raw.pixels && first.test.indices == second.test.indices)
    _ = try images(made, seed: 2)
    #expect(made.load(ordering: .relaxed) == 2, "another spec, other images")
    #expect(try names.count == 2 && names.allSatisfy { $0.hasSuffix(".images") }, "neither locks nor temporaries stay")
  }

  @Test func aDamagedFileIsMadeAgain() throws {
    let made = Atomic(0), whole = try images(made)
    let path = try "\(shared.folder)/\(#require(names.first))"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: URL(filePath: path))
    #expect(try images(made).training.raw.pixels == whole.training.raw.pixels)
    #expect(made.load(ordering: .relaxed) == 2)
    _ = try images(made)
    #expect(made.load(ordering: .relaxed) == 2, "and is sound again")
  }

  @Test func oneWaitsForAnotherAndASignalEndsTheWait() throws {
    let made = Atomic(0)
    _ = try images(made)
    let path = try "\(shared.folder)/\(#require(names.first))"
    try FileManager.default.removeItem(atPath: path)
    let lock = try JobLock(path.replacing(".images", with: ".lock"))
    #expect(throws: Stopped.here) { try images(made) { throw Stopped.here } }
    #expect(made.load(ordering: .relaxed) == 1)
    _ = consume lock
    _ = try images(made)
    #expect(made.load(ordering: .relaxed) == 2)
  }

  @Test func whatAKilledWriterLeftGoes() throws {
    let made = Atomic(0)
    _ = try images(made)
    let name = try #require(try names.first)
    try FileManager.default.moveItem(atPath: "\(shared.folder)/\(name)", toPath: "\(shared.folder)/.\(name).1-1.partial")
    _ = try images(made)
    #expect(try names == [name])
  }

  @Test func syntheticImagesLeaveNoFile() throws {
    _ = try shared.images(try Samples.data(), pause: {}) { try Samples.data().load(environment: [:]) }
    #expect(!FileManager.default.fileExists(atPath: shared.folder))
  }
}
