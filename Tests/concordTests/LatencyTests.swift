import Fixtures
import FoundationEssentials
import Testing

/// What `concord latency` prints and writes; how long anything took is asked nowhere.
@Suite struct LatencyTests {
  private static let space = "{name: nas-bench-macro, stem: 4, widths: [8, 8], depths: [2, 2], head: 16}"
  private static let places = ["layer1", "layer2", "layer3", "layer4"], operations = ["identity", "MB3_K3", "MB6_K5"]

  @Test func everyPlaceAndOperationHasARowAndTheFileSaysTheSame() async throws {
    let folder = try TemporaryFolder(), file = folder["latency.csv"]
    let run = try await Invocation("latency", Self.space, "--image", "8", "--nets", "12", "--out", file, "--json")
    #expect(run.code == 0, "\(run.errors)")
    let answer: JSON = try run.json, fixed = try #require(answer["fixed_ms"]?.number)
    #expect(answer["schema"]?.number == 1 && answer["space"]?.text == "nas-bench-macro" && fixed > 0)
    let lines = try String(contentsOf: URL(filePath: file), encoding: .utf8).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines.count == 1 + 1 + Self.places.count * Self.operations.count)
    #expect(lines[0].prefix(3) == ["place", "operation", "milliseconds"] && lines[1].prefix(2) == ["fixed", ""])
    #expect(lines[1].count > 2 && Double(lines[1][2]) == fixed)
    for (number, place) in Self.places.enumerated() {
      for (position, operation) in Self.operations.enumerated() {
        let line = lines[2 + 3 * number + position], value = try #require(answer["operations_ms.\(place).\(operation)"]?.number)
        #expect(line.prefix(2) == [place, operation] && Double(line[2]) == value && value >= 0, "\(line)")
        // The second layer of a stage keeps its shape: its skip computes nothing.
        #expect((value == 0) == (operation == "identity" && number % 2 == 1), "\(place) \(operation) \(value)")
      }
    }
    #expect(answer["additivity.nets"]?.number == 12 && answer["additivity.median_relative_error"]?.number.map { $0 >= 0 } == true)
    for key in ["tau_b_table", "tau_b_macs", "within_depth_table", "r_squared"] where answer["additivity.\(key)"] == nil {
      Issue.record("additivity has no \(key)")
    }
  }

  @Test func peopleReadTheTableAndWhetherItAddsUp() async throws {
    let run = try await Invocation("latency", Self.space, "--image", "8", "--nets", "12")
    #expect(run.code == 0 && run.output.contains("Milliseconds of every operation of nas-bench-macro by itself"), "\(run.errors)")
    #expect(Self.operations.allSatisfy { name in run.output.split(separator: "\n").count { $0.contains(name) } == Self.places.count })
    #expect(
      run.output.contains("Measured latency of 12 networks") && run.output.contains("Sums: ")
        && run.output.contains("median relative error"))
    let table = try await Invocation("latency", Self.space, "--image", "8", "--nets", "0")
    #expect(table.code == 0 && !table.output.contains("Measured latency"), "\(table.errors)")
  }

  @Test(arguments: [
    ([], "Name a space, or give --published."), (["nas-bench-macro", "--nets", "1"], "--nets: 1 is neither 0 nor from 2"),
    (["nas-bench-macro", "--image", "8"], "spaces of the catalogue have their size"),
    (["nas-bench-micro"], "did you mean 'nas-bench-macro'?"), ([space, "--image", "0"], "--image: 0 is not from 1"),
  ]) func whatCannotBeMeasuredIsNamed(arguments: [String], said: String) async throws {
    let run = try await Invocation(["latency"] + arguments)
    #expect(run.code == 2 && run.errors.contains(said), "\(run.code) \(run.errors)")
  }
}
