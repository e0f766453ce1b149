import Fixtures
import Store
import Testing

@Suite struct CheckpointTests {
  static let checkpoint = Checkpoint(header: Samples.header, state: #"{"epoch":3}"#, content: Samples.parameters + Samples.statistics)

  @Test func whatIsWrittenIsReadBackAndReplaced() throws {
    let folder = try TemporaryFolder(), path = folder["job.checkpoint"]
    #expect(try Checkpoint.ifPresent(path) == nil)
    try Self.checkpoint.write(to: path)
    #expect(try Checkpoint.ifPresent(path) == Self.checkpoint)
    let later = Checkpoint(header: Samples.header, state: #"{"epoch":4}"#, content: [])
    try later.write(to: path)
    #expect(try Checkpoint.ifPresent(path) == later)
  }

  @Test func aDamagedCheckpointIsAnErrorAndNotAbsent() throws {
    let folder = try TemporaryFolder(), path = folder["job.checkpoint"]
    try Self.checkpoint.write(to: path)
    try put(bytes(path).dropLast(), path)
    #expect(throws: StoreError.self) { try Checkpoint.ifPresent(path) }
  }
}
