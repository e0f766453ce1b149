import Digests
import Fixtures
import FoundationEssentials
import Testing

@Suite struct CorrelateTests {
  /// Twelve architectures; tau-b of a with t is 56/66 (five discordant pairs of 66), computed by hand and with scipy.
  static let csv = """
    net,a,b,t_1,t_2,depth
    n0,1,3,10,10.5,1
    n1,2,1,11,11.5,1
    n2,3,2,12,12.5,1
    n3,4,6,14,14.5,2
    n4,5,4,13,13.5,2
    n5,6,5,15,15.5,2
    n6,7,9,16,16.5,2
    n7,8,8,19,19.5,3
    n8,9,7,18,18.5,3
    n9,10,12,17,17.5,3
    n10,11,11,21,21.5,3
    n11,12,10,20,20.5,3

    """

  @Test func allPromisedKeysArePrinted() async throws {
    let file = try TemporaryFile(Self.csv)
    let answer = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_1", "--json")
    #expect(answer.code == 0 && answer.errors.isEmpty)
    let json = try answer.json
    #expect(json["schema"]?.number == 1 && json["n"]?.number == 12)
    let tau = try #require(json["tau_b.value"]?.number)
    #expect(abs(tau - 56.0 / 66) < 1e-12 && json["tau_a"]?.number == tau)
    let low = try #require(json["tau_b.low"]?.number), high = try #require(json["tau_b.high"]?.number)
    #expect(low < tau && tau < high && high <= 1)
    for key in ["weighted_tau", "spearman", "pearson", "top_k.precision", "top_k.regret", "top_k.intervals.precision"] {
      #expect(json[key] != nil && json[key] != .null, "\(key)")
    }
    #expect(json["references.replicate"] == .null && json["references.oracle"] == .null, "one seed has no reference lines")
  }

  @Test func severalSeedsGiveReferenceLines() async throws {
    let file = try TemporaryFile(Self.csv)
    let json = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_*", "--json").json
    #expect(json["references.replicate"]?.number == 1, "the second seed is the first, shifted")
    let oracle = try #require(json["references.oracle"]?.number)
    #expect(oracle > 0.8 && oracle < 1)
    #expect(json["seeds"]?.number == 2 && json["y"]?.array == [.text("t_1"), .text("t_2")])
  }

  @Test func severalPredictionsAndBaselinesGivePairedDifferences() async throws {
    let file = try TemporaryFile(Self.csv)
    let json = try await Invocation(
      "correlate", file.path, "--x", "a,b", "--y", "t_1", "--baseline", "depth", "--strata", "depth", "--json"
    ).json
    let differences = try #require(json["differences"]?.array)
    #expect(differences.map { [$0["first"]?.text, $0["second"]?.text] } == [["a", "b"], ["a", "depth"], ["b", "depth"]])
    let taus = ["predictions.0", "predictions.1"].compactMap { json["\($0).tau_b.value"]?.number }
    #expect(differences[0]["tau_b.value"]?.number == taus[0] - taus[1])
    #expect(json["within_strata.value"]?.number != nil && json["baselines.0.within_strata"] == .null)
    let repeated = try await Invocation("correlate", file.path, "--x", "a", "--x", "b", "--y", "t_1", "--json").json
    #expect(repeated["differences"]?.array?.count == 1)
  }

  @Test func twoNumericColumnsNeedNoOptions() async throws {
    let two = try TemporaryFile("name,guess,truth\nx,1,2\ny,2,3\nz,3,1\n")
    let table = try await Invocation("correlate", two.path)
    #expect(table.code == 0 && table.output.contains("target truth") && table.output.contains("fewer than 10 nets"))
    let many = try TemporaryFile(Self.csv)
    let more = try await Invocation("correlate", many.path)
    #expect(more.code == 2 && more.errors.contains("--x and --y") && more.errors.contains("net, a, b, t_1, t_2, depth"))
  }

  @Test func theTableSaysWhatItShows() async throws {
    let file = try TemporaryFile(Self.csv)
    let table = try await Invocation("correlate", file.path, "--x", "a,b", "--y", "t_*", "--strata", "depth", "--level", "0.9")
    for word in ["tau-b [90 %]", "within depth [90 %]", "replicate", "oracle", "random choice", "a − b", "Holm"] {
      #expect(table.output.contains(word) == (word != "Holm"), "\(word)")
    }
  }

  @Test func tablesComeInEveryFormat() async throws {
    let file = try TemporaryFile(Self.csv)
    for (format, said) in [("markdown", "| a | 0.848 \\["), ("latex", "\\toprule"), ("csv", "tau-b low (95 %)")] {
      let table = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_1", "--format", format)
      #expect(table.code == 0 && table.output.contains(said), "\(table.output)")
    }
    let wrong = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_1", "--format", "html")
    #expect(wrong.code == 2 && wrong.errors.contains("markdown"))
  }

  @Test func wrongChoicesEndWithTwo() async throws {
    let file = try TemporaryFile(Self.csv)
    let unknown = try await Invocation("correlate", file.path, "--x", "a", "--y", "t1")
    #expect(unknown.code == 2 && unknown.errors.contains("--y") && unknown.errors.contains("did you mean 't_1'?"))
    let both = try await Invocation("correlate", file.path, "--x", "t_1", "--y", "t_1,t_2")
    #expect(both.code == 2 && both.errors.contains("both --x and --y"))
    let other = try await Invocation("correlate", file.path, "--x", "t_1", "--y", "t_*", "--json").json
    #expect(other["y"]?.array == [.text("t_2")], "a pattern leaves out what another option names")
    let small = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_1", "--k", "3")
    #expect(small.code == 2 && small.errors.contains("--k is 3"))
    let half = try await Invocation("correlate", file.path, "--x", "a")
    #expect(half.code == 2 && half.errors.contains("--y"))
  }

  @Test(.enabled(if: TemporaryFile.hasGnuplot, "gnuplot is not installed")) func theScatterIsDrawnWithItsScriptAndData() async throws {
    let file = try TemporaryFile(Self.csv), stem = String(file.path.dropLast("scores.csv".count)) + "figures/scatter"
    let drawn = try await Invocation("correlate", file.path, "--x", "a,b", "--y", "t_*", "--figure", "\(stem).svg")
    #expect(drawn.code == 0 && drawn.errors.isEmpty && drawn.output.contains("tau-b"))
    let svg = String(decoding: try Data(contentsOf: URL(filePath: "\(stem).svg")), as: UTF8.self)
    #expect(svg.contains("scores.csv") && svg.contains("Mean of 2 seeds"))
    for ending in ["gp", "dat"] { #expect(FileManager.default.fileExists(atPath: "\(stem).\(ending)")) }
  }

  @Test func aFigureThatCannotBeDrawnIsNamed() async throws {
    let file = try TemporaryFile(Self.csv)
    let unknown = try await Invocation("correlate", file.path, "--x", "a", "--y", "t_1", "--figure", "out.gif")
    #expect(
      unknown.code == 2 && unknown.output.isEmpty && unknown.errors.contains("'out.gif'") && unknown.errors.contains(".svg, .pdf, .png"))
    let missing = try await Invocation(
      ["correlate", file.path, "--x", "a", "--y", "t_1", "--figure", "\(file.path).svg"], environment: ["PATH": "/nowhere"])
    #expect(missing.code == 2 && missing.errors.contains("cannot name a file"))
  }

  @Test func aConstantColumnIsNamed() async throws {
    let constant = try await Invocation("correlate", "-", input: "x,y\n1,2\n1,3\n1,4\n")
    #expect(constant.code == 1 && constant.errors.contains("column 'x'") && constant.errors.split(separator: "\n").count == 1)
    let seed = try await Invocation(
      "correlate", "-", "--x", "x", "--y", "y*", "--json", input: "x,y1,y2\n1,5,1\n2,5,3\n3,5,2\n4,5,4\n5,5,6\n6,5,5\n")
    let json = try seed.json, tau = try #require(json["tau_b.value"]?.number)
    #expect(abs(tau - 0.7333333333333333) < 1e-12 && json["references.replicate"] == .null && seed.output.contains("'y1' are equal"))
    let single = try await Invocation("correlate", "-", input: "x,y\n1,2\n")
    #expect(single.code == 1 && single.errors.contains("1 nets are too few"))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] != nil, "set CONCORD_SOAK for tests that take long"))
  func aMillionPairsAreRead() async throws {
    var text = "x,y\n", state: UInt64 = 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for _ in 0..<1_000_000 {
      let x = next()
      text += "\(x),\(x + next())\n"
    }
    let file = try TemporaryFile(text)
    let json = try await Invocation("correlate", file.path, "--json").json
    #expect(json["n"]?.number == 1_000_000 && json["tau_b.low"]?.number != nil)
  }
}
