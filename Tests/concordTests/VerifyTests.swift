import Digests
import FoundationEssentials
import Store
import Testing

@Suite struct VerifyTests {
  /// A small evaluation run, written where its digest says.
  private func written() throws -> (file: TemporaryFile, path: String) {
    let file = try TemporaryFile("", name: "place")
    let provenance = Provenance(
      commit: "abc", dirty: false, compiler: "swift", cpu: "cpu", kernels: "avx2", blasBuild: "OpenBLAS", blasCore: "Zen", blasThreads: 1,
      started: "2026-01-01T00:00:00Z", expense: .none)
    let run = RunFile(
      kind: "notes", schema: 1, header: RunHeader(spec: "{}", provenance: provenance), arrays: [NamedArray("values", .doubles([1, 2, 3]))])
    let path = String(file.path.dropLast("place".count)) + "\(run.header.specDigest).h5"
    try run.write(to: path)
    return (file, path)
  }

  @Test func aFlippedByteIsFoundAndNamed() async throws {
    let (file, path) = try written()
    var bytes = try Data(contentsOf: URL(filePath: path))
    let value = withUnsafeBytes(of: 3.0) { Array($0) }
    let place = try #require(bytes.firstRange(of: value)).lowerBound
    bytes[place] ^= 1
    try bytes.write(to: URL(filePath: path))
    let damaged = try await Invocation("verify", path)
    #expect(damaged.code == 1 && damaged.output.isEmpty && damaged.errors.contains("damaged") && damaged.errors.contains(path))
    withExtendedLifetime(file) {}
  }

  @Test func anUnknownKindIsNoRun() async throws {
    let (file, path) = try written()
    let other = try await Invocation("verify", path)
    #expect(other.code == 1)
    #expect(other.errors.contains("no kind 'notes'"))
    withExtendedLifetime(file) {}
  }

  @Test func allFilesAreCheckedAndTheWorstDecides() async throws {
    let (file, path) = try written()
    let answers = try await Invocation("verify", "/nowhere.h5", path, file.path, "--json")
    let files = try #require(try answers.json["files"]?.array)
    #expect(answers.code == 4 && files.count == 3 && files.allSatisfy { $0["sound"] == .flag(false) })
    #expect(files[0]["error"]?.text?.contains("does not exist") == true && files[2]["error"]?.text?.contains("cut short") == true)
  }
}
