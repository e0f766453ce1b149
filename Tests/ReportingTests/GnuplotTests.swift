import FoundationEssentials
import Reporting
import Testing

/// Whether figures can be drawn on this machine.
let gnuplotIsHere = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
  FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
}

/// Runs a body in a fresh folder that goes afterwards.
func inFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "concord-reporting-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { do { try FileManager.default.removeItem(atPath: folder) } catch { print("\(folder) stays: \(error)") } }
  try await body(folder)
}

func names(in folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }

@Suite struct GnuplotTests {
  static let labels: [[String]] = [
    [
      "SPOS", "Strict fairness", "One-shot accuracy (%)", "Stand-alone accuracy (%)", "n = 96, S = 4, R = 2", "oracle 0.81",
      "profile laptop",
    ],
    ["n = 960", "One-shot accuracy (%)", "Nets"], ["FairNAS, published 0.95 [0.80, 0.99]", "Draws (%)", "evenly spaced in SPOS"],
    ["Passes", "Training loss (nats)", "Expectation fairness (not trained)", "chance"], ["within depth", "n too small", "replicate"],
    ["seed 4", "parameters", "−0.12"], ["seed 2"], ["Rank (1 is best)", "stand-alone"], ["published, digitised", "n = 13 (8 shown)"],
    ["EF, 1/6 of the learning rate"], ["one_shot", "scores.csv", "points per cell"],
    [
      "Exact scores", "Strict fairness", "True regret (points)", "Evaluations", "Regularised evolution", "minimum of a curve",
      "random choice", "argmax of scores", "1000",
    ], ["Hypervolume", "Inverted generational distance", "searcher 5", "exact front", "0.1"],
    ["Multiply-adds (millions)", "Test error (%)", "exact front", "all nets", "evaluated by NSGA-II", "MB3_K3, wide"],
  ]

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"), arguments: Samples.all.indices)
  func gnuplotDrawsEachFigureWithoutAWordAndItsLabelsAreInTheSVG(_ place: Int) async throws {
    try await inFolder { folder in
      // To look at the figures: CONCORD_FIGURES=folder.
      let kept = ProcessInfo.processInfo.environment["CONCORD_FIGURES"], figure = try Samples.all[place].figure()
      let drawn = try await Gnuplot().draw(figure, in: kept ?? folder, formats: kept == nil ? [.svg] : Gnuplot.Format.allCases)
      let svg = try text(drawn[0])
      for label in Self.labels[place] { #expect(svg.contains(label), "\(figure.name): \(label)") }
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func theSameFigureGivesTheSameBytesInEveryFormat() async throws {
    try await inFolder { folder in
      let figure = try Samples.slices.figure()
      let first = try await Gnuplot().draw(figure, in: "\(folder)/a/b"), second = try await Gnuplot().draw(figure, in: "\(folder)/c")
      for (one, other) in zip(first, second) {
        #expect(try Data(contentsOf: URL(filePath: one)) == Data(contentsOf: URL(filePath: other)), "\(one)")
      }
      #expect(try text(first[1]).contains("/CreationDate (D:20000101000000"))
      #expect(try text("\(folder)/c/\(figure.name).gp") == figure.script && text("\(folder)/c/\(figure.name).dat") == figure.data)
      let left = try names(in: "\(folder)/c")
      #expect(left.count == 5)
    }
  }

  @Test func withoutGnuplotScriptAndDataStayAndTheErrorSaysWhatToInstall() async throws {
    try await inFolder { folder in
      await #expect(throws: ReportingError.gnuplotMissing) {
        try await Gnuplot(program: "no-such-gnuplot").draw(Samples.slices.figure(), in: folder)
      }
      let left = try names(in: folder)
      #expect(left == ["tau-by-slice.dat", "tau-by-slice.gp"])
      #expect(ReportingError.gnuplotMissing.description.contains("apt install gnuplot"))
    }
  }

  @Test func aWarningFailsAndLeavesNoFigure() async throws {
    try await inFolder { folder in
      let fake = "\(folder)/gnuplot"
      let script =
        "#!/bin/sh\nfor a; do case $a in output=*) eval \"$a\"; echo half > \"$output\";; esac; done\necho 'warning: empty y range' >&2\n"
      try Data(script.utf8).write(to: URL(filePath: fake))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
      await #expect(throws: ReportingError.gnuplot(script: "\(folder)/out/tau-by-slice.gp", message: "warning: empty y range")) {
        try await Gnuplot(program: fake).draw(Samples.slices.figure(), in: "\(folder)/out")
      }
      let left = try names(in: "\(folder)/out")
      #expect(left == ["tau-by-slice.dat", "tau-by-slice.gp"])
    }
  }

  /// As gnuplot ends on a full disk: without a word.
  @Test func aFigureThatIsCutOffFails() async throws {
    try await inFolder { folder in
      let fake = "\(folder)/gnuplot"
      let script = "#!/bin/sh\nfor a; do case $a in output=*) eval \"$a\"; echo '<svg>half' > \"$output\";; esac; done\n"
      try Data(script.utf8).write(to: URL(filePath: fake))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
      await #expect {
        try await Gnuplot(program: fake).draw(Samples.slices.figure(), in: "\(folder)/out", formats: [.svg])
      } throws: {
        "\($0)".contains("was cut off while it was drawn")
      }
      let left = try names(in: "\(folder)/out")
      #expect(left == ["tau-by-slice.dat", "tau-by-slice.gp"])
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() async throws {
    try await inFolder { folder in
      try Data().write(to: URL(filePath: "\(folder)/file"))
      await #expect { try await Gnuplot().draw(Samples.slices.figure(), in: "\(folder)/file/inside") } throws: {
        guard case .file(let path, _)? = $0 as? ReportingError else { return false }
        return path == "\(folder)/file/inside"
      }
    }
  }
}
