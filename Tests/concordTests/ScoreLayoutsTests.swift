import Digests
import Fixtures
import FoundationEssentials
import Store
import Streams
import Testing

/// Whatever layout a table is written in, the command answers with the same JSON.
@Suite struct ScoreLayoutsTests {
  /// What the command says of a file, without the file's name and what was noticed as it was read.
  private func answer(_ bytes: [UInt8], _ options: [String]) async throws -> [String: JSON] {
    let folder = try TemporaryFolder(), path = folder["scores"]
    try Data(bytes).write(to: URL(filePath: path))
    let run = try await Invocation(["correlate", path, "--json", "--failed", "drop", "--conventions"] + options)
    #expect(run.code == 0, "\(run.errors)")
    guard case .object(var fields) = try run.json else { return [:] }
    (fields["source"], fields["remarks"]) = (nil, nil)
    return fields
  }

  @Test(arguments: [1, 2]) func aRandomTableGivesOneAnswer(seed: Int) async throws {
    var random = RandomStream(seed: 7, "answers").child(seed), table = RandomScores(&random, letters: WrittenScores.log.letters)
    // A prediction and a target at least, with architectures that have both.
    while table.names.count < 2 || zip(table.cells[0], table.cells[1]).count(where: { $0?.isFinite ?? false && $1?.isFinite ?? false }) < 12
    {
      table = RandomScores(&random, letters: WrittenScores.log.letters)
    }
    let options = ["--x", table.names[0], "--y", table.names[1], "--by", "key"]
    let first = try await answer(WrittenScores.comma.bytes(table), options)
    #expect(first["n"] != nil && first["conventions"] != nil)
    for layout in WrittenScores.allCases {
      let other = try await answer(layout.bytes(table), options + (layout.pattern(table).map { ["--log", $0] } ?? []))
      #expect(other == first, "\(layout)")
    }
    // HDF5, which is read by a process of its own; it has no empty cells.
    let arrays = zip(table.names, table.cells).map { NamedArray($0, .doubles($1.map { $0 ?? .nan })) }
    let header = RunHeader(
      spec: "{}",
      provenance: Provenance(
        commit: "abc", dirty: false, compiler: "swift", cpu: "cpu", kernels: "avx2", blasBuild: "OpenBLAS", blasCore: "Zen", blasThreads: 1,
        started: "2026-01-01T00:00:00Z", expense: .none))
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    try RunFile(kind: "notes", schema: 1, header: header, arrays: arrays).write(to: path)
    #expect(try await answer(Array(Data(contentsOf: URL(filePath: path))), Array(options.prefix(4))) == first)
  }
}
