import FoundationEssentials
import Reporting

/// Cost against images, against multiply-adds, and with a second worker: three numbers and one figure.
struct GrowthStudy {
  let images: [Growth.Point], macs: [Growth.Point]
  /// Jobs a minute of one worker and of two, in each round.
  let one: Samples, two: Samples

  static func run(rounds: Int) async throws -> GrowthStudy {
    let images: [Growth.Point] = try await Child.own(["growth", "images", "--rounds", "\(rounds)"])
    let macs: [Growth.Point] = try await Child.own(["growth", "macs", "--rounds", "\(rounds)"])
    var one = Samples(), two = Samples()
    for _ in 0..<rounds {
      one.values.append(try await jobsPerMinute(lanes: 1, jobs: 4))
      two.values.append(try await jobsPerMinute(lanes: 2, jobs: 4))
    }
    return GrowthStudy(images: images, macs: macs, one: one, two: two)
  }

  /// A job is a process of its own with one thread: it starts, makes its images, trains (d) for 40 steps and ends.
  private static func jobsPerMinute(lanes: Int, jobs: Int) async throws -> Double {
    let clock = ContinuousClock(), start = clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<lanes {
        group.addTask {
          for _ in 0..<jobs / lanes {
            let _: StepTiming = try await Child.own(["step", "d", "--threads", "1", "--steps", "40", "--seconds", "0"])
          }
        }
      }
      try await group.waitForAll()
    }
    return Double(jobs) / ((clock.now - start) / .seconds(60))
  }

  var speedUp: Samples { Samples(values: zip(one.values, two.values).map { $1 / $0 }) }

  func table() throws -> Table {
    let training = Samples(values: images.map(\.training)), scoring = Samples(values: images.compactMap(\.scoring))
    let fit = LinearFit(macs.map { ($0.x, $0.training) })
    func spread(_ samples: Samples) -> Double { samples.highest / samples.lowest }
    return try Table(
      "growth", title: "How cost grows, small nets (d), one thread, processor seconds",
      columns: [.text("what"), .number("measured", decimals: 3), .text("where it should be")],
      rows: [
        .init([.text("training: dearest image ÷ cheapest, 512 to 16,384 images"), .number(spread(training)), .text("1: flat")]),
        .init([.text("scoring: the same"), .number(spread(scoring)), .text("1: flat")]),
        .init([.text("seconds against MACs, \(macs.count) random subnets: R²"), .number(fit.determination), .text("1: linear")]),
        .init([.text("the same: worst distance from the line"), .number(fit.worst), .text("0")]),
        .init([.text("two workers ÷ one, jobs a minute, median of rounds"), .number(speedUp.median), .text("at least 1.8")]),
        .init([.text("the same: lowest round"), .number(speedUp.lowest), .text("")]),
        .init([.text("the same: highest round"), .number(speedUp.highest), .text("")]),
      ])
  }

  /// Writes growth.dat and draws it by growth.gp; says why where it cannot.
  func draw(in folder: String) async throws {
    let fit = LinearFit(macs.map { ($0.x, $0.training) })
    let blocks = [
      "# images, microseconds an image: trained, scored\n"
        + images.map { "\($0.x)\t\($0.training * 1e6)\t\(($0.scoring ?? .nan) * 1e6)" }.joined(separator: "\n"),
      "# million multiply-adds, microseconds an image, the line there\n"
        + macs.map { "\($0.x / 1e6)\t\($0.training * 1e6)\t\((fit.intercept + fit.slope * $0.x) * 1e6)" }.joined(separator: "\n"),
      "# workers, jobs a minute: median, lowest, highest\n"
        + [one, two].enumerated().map { "\($0 + 1)\t\($1.median)\t\($1.lowest)\t\($1.highest)" }.joined(separator: "\n"),
    ]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data((blocks.joined(separator: "\n\n\n") + "\n").utf8).write(to: URL(filePath: "\(folder)/growth.dat"))
    for format in ["svg", "png"] {
      _ = try await Child.text(
        "gnuplot",
        ["-e", "folder='\(folder)'; format='\(format)'; determination='\(decimals(fit.determination))'", "\(Peers.own)/growth.gp"])
    }
  }

  private func decimals(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
