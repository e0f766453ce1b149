import ArgumentParser
import FoundationEssentials
import Reporting
import Statistics
import Streams

/// `performance tau FILE`: tau-b of a million pairs; makes the file where it is absent.
struct Correlation: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tau", abstract: "Time tau-b of two columns; prints one JSON line.")

  @Argument(help: "Two columns of one length as 64-bit floats, one behind the other; made with a million pairs where absent.")
  var file: String
  @Flag(help: "Made with ties: accuracies of 5,000 images.") var tied = false
  @Flag(help: "Time the interval too.") var interval = false

  struct Result: Codable {
    var seconds: Double, tau: Double, memory: Double
    private enum CodingKeys: String, CodingKey {
      case seconds, tau
      case memory = "peak_rss_mb"
    }
  }

  func run() throws {
    if !FileManager.default.fileExists(atPath: file) { try make() }
    let data = try Data(contentsOf: URL(filePath: file)), count = data.count / 16
    var values = [Double](repeating: 0, count: 2 * count)
    _ = values.withUnsafeMutableBytes { data.copyBytes(to: $0) }
    let x = Array(values[..<count]), y = Array(values[count...])
    var tau = 0.0, times = Samples()
    for _ in 0..<5 {
      let start = Machine.processorSeconds()
      let kendall = try KendallTau(x, y)
      tau = interval ? kendall.estimate().value : kendall.tauB
      times.values.append(Machine.processorSeconds() - start)
    }
    try Line.write(Result(seconds: times.median, tau: tau, memory: try Line.peakMemory()))
  }

  private func make() throws {
    var random = RandomStream(seed: 1, "pairs")
    let x = (0..<1_000_000).map { _ in random.unit() }, y = x.map { $0 + random.unit() }
    let columns = tied ? (x + y).map { ($0 * 5_000).rounded() / 5_000 } : x + y
    try columns.withUnsafeBytes { Data($0) }.write(to: URL(filePath: file))
  }

  /// Ours, ours with its interval, and scipy's, taking turns.
  static func table(rounds: Int) async throws -> Table {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concord-pairs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") } }
    var rows: [Table.Row] = [], scipy = "scipy"
    do { scipy += " " + (try await Peers.version(of: "scipy")) } catch { scipy = "no scipy: \(error)" }
    for (name, flags) in [("continuous", []), ("with ties", ["--tied"])] {
      let file = "\(folder)/\(flags.count)"
      let _: Result = try await Child.own(["tau", file] + flags)
      var plain = Samples(), whole = Samples(), peer = Samples(), ratios = Samples(), values: (ours: Double, scipy: Double) = (0, 0)
      for _ in 0..<rounds {
        let mine: Result = try await Child.own(["tau", file]), full: Result = try await Child.own(["tau", file, "--interval"])
        plain.values.append(mine.seconds)
        whole.values.append(full.seconds)
        guard scipy.hasPrefix("scipy") else { continue }
        let other: Result = try await Child.read(Peers.python, ["\(Peers.own)/tau.py", file])
        peer.values.append(other.seconds)
        ratios.values.append(other.seconds / mine.seconds)
        values = (mine.tau, other.tau)
      }
      let none = Table.Cell.missing(scipy), isSame = abs(values.ours - values.scipy) < 1e-12
      let compared: [Table.Cell] =
        peer.values.isEmpty
        ? [none, none, none]
        : [
          .number(peer.median), .estimate(ratios.median, [.init(ratios.lowest, ratios.highest)]),
          isSame ? .verdict("equal", .good) : .verdict("\(values.ours) and \(values.scipy)", .bad),
        ]
      rows.append(Table.Row([.text(name), .number(plain.median), .number(whole.median)] + compared))
    }
    return try Table(
      "correlation", title: "tau-b of 1,000,000 pairs, one thread, beside \(scipy); processor seconds, median of \(rounds)",
      columns: [
        .text("pairs"), .number("ours", decimals: 2), .number("with interval", decimals: 2), .number("scipy", decimals: 2),
        .number("scipy ÷ ours", decimals: 2, intervals: ["rounds"]), .text("values"),
      ], rows: rows)
  }
}
