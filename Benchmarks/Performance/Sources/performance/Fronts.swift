import ArgumentParser
import FoundationEssentials
import Glibc
import Reporting
import Statistics
import Streams

/// `performance fronts FILE COUNT DIMENSION`: the non-dominated sort of a population; makes the file where it is absent.
struct Fronts: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Time the non-dominated sort of points; prints one JSON line.")

  @Argument(help: "Points as 64-bit floats, one behind the other; uniform ones are made where absent.") var file: String
  @Argument(help: "How many of them are sorted.") var count: Int
  @Argument(help: "Coordinates of a point.") var dimension: Int

  struct Result: Codable {
    /// Processor seconds a sort.
    var seconds: Double
    /// The size of each front.
    var fronts: [Int]
  }

  static let counts = [80, 400, 2_000, 10_000]

  func run() throws {
    if !FileManager.default.fileExists(atPath: file) {
      var random = RandomStream(seed: 1, "points")
      let values = (0..<(Self.counts.max() ?? 0) * dimension).map { _ in random.unit() }
      try values.withUnsafeBytes { Data($0) }.write(to: URL(filePath: file))
    }
    let data = try Data(contentsOf: URL(filePath: file))
    var rows = [Double](repeating: 0, count: count * dimension)
    _ = rows.withUnsafeMutableBytes { data.copyBytes(to: $0) }
    let fronts = try NonDominatedSort(rows: rows, dimension: dimension).fronts
    // Rounds long enough for the clock.
    var times = Samples(), repeats = 1
    while times.values.count < 5 {
      let start = Machine.processorSeconds()
      for _ in 0..<repeats { _ = try NonDominatedSort(rows: rows, dimension: dimension) }
      let seconds = Machine.processorSeconds() - start
      if seconds < 0.02 && times.values.isEmpty { repeats *= 2 } else { times.values.append(seconds / Double(repeats)) }
    }
    try Line.write(Result(seconds: times.median, fronts: fronts.map(\.count)))
  }

  /// Populations of 80 to 10,000 points with two and three coordinates, ours and pymoo's, taking turns.
  static func table(rounds: Int) async throws -> Table {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concord-points-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") } }
    var rows: [Table.Row] = [], pymoo = "pymoo"
    do { pymoo += " " + (try await Peers.version(of: "pymoo")) } catch { pymoo = "no pymoo: \(error)" }
    for dimension in [2, 3] {
      for count in counts {
        let arguments = ["\(folder)/\(dimension)", "\(count)", "\(dimension)"]
        var own = Samples(), peer = Samples(), ratios = Samples(), isSame = true
        for _ in 0..<rounds {
          let mine: Result = try await Child.own(["fronts"] + arguments)
          own.values.append(mine.seconds)
          guard pymoo.hasPrefix("pymoo") else { continue }
          let other: Result = try await Child.read(Peers.python, ["\(Peers.own)/fronts.py"] + arguments)
          peer.values.append(other.seconds)
          ratios.values.append(other.seconds / mine.seconds)
          isSame = isSame && mine.fronts == other.fronts
        }
        let n = Double(count), none = Table.Cell.missing(pymoo)
        let compared: [Table.Cell] =
          peer.values.isEmpty
          ? [none, none, none]
          : [
            .number(peer.median * 1e6), .estimate(ratios.median, [.init(ratios.lowest, ratios.highest)]),
            .verdict(isSame ? "equal" : "others", isSame ? .good : .bad),
          ]
        rows.append(
          Table.Row(
            [.number(Double(dimension)), .number(n), .number(own.median * 1e6), .number(own.median * 1e9 / (n * log2(n)))] + compared))
      }
    }
    return try Table(
      "fronts", title: "Non-dominated sort of uniform points, one thread, beside \(pymoo); processor time, median of \(rounds)",
      columns: [
        .number("coordinates", decimals: 0), .number("points", decimals: 0), .number("ours, µs", decimals: 1),
        .number("ns ÷ n log₂ n", decimals: 1), .number("pymoo, µs", decimals: 1),
        .number("pymoo ÷ ours", decimals: 2, intervals: ["rounds"]), .text("sizes of fronts"),
      ], rows: rows)
  }
}
