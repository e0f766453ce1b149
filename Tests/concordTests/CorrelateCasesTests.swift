import Digests
import Fixtures
import FoundationEssentials
import Testing

/// What people gave to `correlate` and what is right; taus by scipy's kendalltau.
@Suite struct CorrelateCasesTests {
  static func lines(_ rows: Range<Int> = 0..<12, before: String = "") -> String {
    rows.map { "\(before)\(Nets.keys[$0]),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined()
  }

  private func answer(_ text: String, _ options: String...) async throws -> JSON {
    let file = try TemporaryFile(text), run = try await Invocation(["correlate", file.path, "--json"] + options)
    #expect(run.code == 0, "\(run.errors)")
    return try run.json
  }

  private func remarks(_ json: JSON) -> String { (json["remarks"]?.array ?? []).compactMap(\.text).joined(separator: "\n") }

  private func isRight(_ json: JSON?) -> Bool { abs((json?["tau_b.value"]?.number ?? 9) - Nets.tau) < 1e-12 }

  @Test func architecturesThatStandTwiceCountOnce() async throws {
    let json = try await answer("arch,one_shot,stand_alone\n" + Self.lines() + Self.lines(0..<6), "--x", "one_shot", "--y", "stand_alone")
    #expect(isRight(json) && json["n"]?.number == 12 && remarks(json).contains("6 architectures stand twice"))
    // With other numbers they are kept, unless --by says that they are one.
    let other = "arch,one_shot,stand_alone\n" + Self.lines() + "n00,60,70\n"
    let kept = try await answer(other, "--x", "one_shot", "--y", "stand_alone")
    #expect(kept["n"]?.number == 13 && remarks(kept).contains("with different numbers"))
    let merged = try await answer(other, "--x", "one_shot", "--y", "stand_alone", "--by", "arch")
    #expect(merged["n"]?.number == 12 && remarks(merged).contains("with the mean of its rows"))
  }

  /// An architecture that stands several times in each group counts once there, as it does without groups.
  @Test func architecturesCountOnceInEachGroup() async throws {
    let more = "60,70\n",
      text =
        "dataset,arch,one_shot,stand_alone\n"
        + ["c10,", "c100,"].map { Self.lines(before: $0) + String(repeating: "\($0)n00,\(more)", count: 3) }.joined()
    let json = try await answer(text, "--x", "one_shot", "--y", "stand_alone", "--by", "arch", "--group", "dataset")
    let alone = try await answer(
      "arch,one_shot,stand_alone\n" + Self.lines() + String(repeating: "n00,\(more)", count: 3), "--x", "one_shot", "--y", "stand_alone",
      "--by",
      "arch")
    #expect(alone["n"]?.number == 12)
    for group in 0..<2 {
      #expect(json["groups.\(group).n"]?.number == 12 && json["groups.\(group).tau_b.value"]?.number == alone["tau_b.value"]?.number)
      #expect(
        json["groups.\(group).remarks"]?.array?.contains { $0.text?.contains("1 architectures stand more than once (n00)") ?? false }
          == true)
    }
    // Rows that say the same need no --by; what is no number says the same, too.
    let same = text.replacing(more, with: "\(Nets.x[0]),\(Nets.y[0])\n")
    let merged = try await answer(same, "--x", "one_shot", "--y", "stand_alone", "--group", "dataset")
    #expect(merged["groups.1.n"]?.number == 12 && isRight(merged["groups.1"]))
    let failed = try await answer(
      "arch,one_shot,stand_alone\n" + Self.lines() + "z,nan,95\nz,NaN,95\n", "--x", "one_shot", "--y", "stand_alone", "--failed", "drop")
    #expect(
      failed["n"]?.number == 12 && remarks(failed).contains("each counts once") && !remarks(failed).contains("with different numbers"))
  }

  @Test func pooledDataSetsAreRemarkedAndGrouped() async throws {
    let text = "dataset,arch,one_shot,stand_alone\n" + Self.lines(before: "c10,") + Self.lines(before: "c100,")
    let pooled = try await answer(text, "--x", "one_shot", "--y", "stand_alone")
    #expect(pooled["n"]?.number == 24 && remarks(pooled).contains("once for each value of 'dataset' (c10, c100)"))
    let json = try await answer(text, "--x", "one_shot", "--y", "stand_alone", "--group", "dataset")
    #expect(
      isRight(json["groups.0"]) && isRight(json["groups.1"]) && json["groups.1.group"]?.text == "c100" && json["groups.1.n"]?.number == 12)
    #expect(abs((json["means.0.tau_b"]?.number ?? 0) - Nets.tau) < 1e-12 && json["means.0.groups"]?.number == 2)
    let file = try TemporaryFile(text)
    let table = try await Invocation("correlate", file.path, "--x", "one_shot", "--y", "stand_alone", "--group", "dataset")
    #expect(table.output.contains("dataset c10: n = 12") && table.output.contains("tau-b over 2 groups"))
  }

  @Test func architecturesThatFailedAreRefusedUnlessSomebodySaysOtherwise() async throws {
    let text = "score,acc\n-inf,10\n" + (1..<12).map { "\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined(), file = try TemporaryFile(text)
    let refused = try await Invocation("correlate", file.path)
    #expect(refused.code == 1 && refused.output.isEmpty && refused.errors.contains("1 of 12 architectures have no finite score"))
    let last = try await answer(text, "--failed", "last")
    #expect(isRight(last) && last["n"]?.number == 12 && last["pearson"] == .null && remarks(last).contains("rank last"))
    let dropped = try await answer(text, "--failed", "drop")
    #expect(dropped["n"]?.number == 11 && remarks(dropped).contains("were dropped: n is 11"))
  }

  @Test func columnsInWhichLowerIsBetterAreTurned() async throws {
    let ranks = [10, 6, 11, 4, 8, 3, 12, 5, 7, 1, 9, 2]
    let text = "arch,rank,loss,acc\n" + (0..<12).map { "n\($0),\(ranks[$0]),\(100 - Nets.x[$0]),\(Nets.y[$0])\n" }.joined()
    let reversed = try await answer(text, "--x", "rank", "--y", "acc")
    #expect(abs((reversed["tau_b.value"]?.number ?? 0) + Nets.tau) < 1e-12 && remarks(reversed).contains("'rank' ranks in reverse"))
    let turned = try await answer(text, "--x", "rank,loss", "--y", "acc", "--lower", "loss,rank")
    #expect(
      isRight(turned["predictions.0"]) && isRight(turned["predictions.1"]) && remarks(turned).contains("Smaller is better in rank, loss"))
  }

  /// `--lower` of a column that nothing asks for, or of some columns of a strategy alone, is most likely a mistake.
  @Test func columnsThatAreTurnedInVainAreRemarked() async throws {
    let text = "arch,s seed 1,s seed 2,loss,acc\n" + (0..<12).map { "n\($0),\(Nets.x[$0]),\(Nets.x[$0]),1,\(Nets.y[$0])\n" }.joined()
    let vain = try await answer(text, "--x", "s seed 1", "--y", "acc", "--lower", "loss")
    #expect(isRight(vain) && remarks(vain).contains("--lower names loss, which is ranked nowhere here."), "\(remarks(vain))")
    // A column in whose bins the best is chosen is turned, too; and what was turned and ranks in reverse should not have been.
    let bins = try await answer(text, "--x", "s seed 1", "--y", "acc", "--conventions", "--bins", "loss", "--lower", "loss")
    #expect(!remarks(bins).contains("ranked nowhere") && remarks(bins).contains("Smaller is better in loss"), "\(remarks(bins))")
    let reverse = try await answer(text, "--x", "s seed 1", "--y", "acc", "--lower", "s seed 1")
    #expect(remarks(reverse).contains("take --lower off") && !remarks(reverse).contains("say --lower"), "\(remarks(reverse))")
    let some = try await answer(text, "--x", "s=s seed*", "--y", "acc", "--lower", "s seed 2")
    #expect(remarks(some).contains("--lower turns 1 of the 2 columns of 's'"), "\(remarks(some))")
    let all = try await answer(text, "--x", "s=s seed*", "--y", "acc", "--lower", "s seed*")
    #expect(!remarks(all).contains("--lower turns") && remarks(all).contains("Smaller is better in s seed 1, s seed 2"))
  }

  /// A run that is missing leaves its cell empty; a word for nothing may be a run that failed.
  @Test func wordsForNothingAreNoMissingRuns() async throws {
    let text = "x,s0,s1\n1,5,None\n2,6,7\n3,5.5,5\n4,7,8\n5,8,9\n6,7.5,7\n", file = try TemporaryFile(text)
    let refused = try await Invocation("correlate", file.path, "--x", "x", "--y", "s*")
    #expect(refused.code == 1 && refused.errors.contains("line 2, column 's1': the value is 'None'"), "\(refused.errors)")
    let dropped = try await answer(text, "--x", "x", "--y", "s*", "--failed", "drop")
    #expect(dropped["n"]?.number == 5)
    let empty = try await answer(text.replacing("None", with: ""), "--x", "x", "--y", "s*")
    #expect(empty["n"]?.number == 6 && remarks(empty).contains("biased"))
    let null = try await answer(
      #"[{"x": 1, "s": [5, null]}, {"x": 2, "s": [6, 7]}, {"x": 3, "s": [5.5, 5]}]"#, "--x", "x", "--y", "s")
    #expect(null["n"]?.number == 3, "JSON has no other empty cell")
  }

  /// Parts of another column choose other architectures; a name that only some tables have is asked of each.
  @Test func binsOfAColumnAreAConvention() async throws {
    let text = "arch,x,acc,other\n" + (0..<40).map { "n\($0),\($0 * 7 % 40),\($0 * 11 % 40),\($0 / 2)\n" }.joined()
    let json = try await answer(text, "--x", "x", "--y", "acc", "--conventions", "--bins", "other")
    let rows = json["conventions"]?.array ?? []
    let bins = try #require(rows.first { $0["convention"]?.text == "best of each of 400 bins of other" })
    // Two architectures share each value: one of them is drawn.
    #expect(bins["n"]?.number == 20 && bins["correlations.0.low"]?.number != nil)
    #expect(rows.first { $0["convention"]?.text == "best of each of 400 accuracy bins" }?["n"]?.number == 40)
    let lines = text.split(separator: "\n"), shuffled = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let again = try await answer(shuffled, "--x", "x", "--y", "acc", "--conventions", "--bins", "other")
    #expect(again["conventions"] == json["conventions"], "the order of rows decides nothing")
    let file = try TemporaryFile(text)
    let vain = try await Invocation("correlate", file.path, "--x", "x", "--y", "acc", "--bins", "other")
    #expect(vain.code == 2 && vain.errors.contains("--bins is a choice of architectures under --conventions"))
  }

  private static let supernets = Fixtures.shared("data/tables/nb201_supernet.csv.xz"),
    trained = Fixtures.shared("data/tables/nats_tss_200ep.csv.xz")

  /// The choice by which supernets are compared on NAS-Bench-201: the best cell of each of 400 parts of ImageNet16-120's accuracies; by pandas and scipy,
  /// with equal cells drawn.
  @Test(.enabled(if: supernets != nil && trained != nil, "the published tables are absent: set CONCORD_SHARED"))
  func publishedCellsInBinsOfImageNet() async throws {
    let json = try await Invocation(
      "correlate", try #require(Self.supernets), try #require(Self.trained), "--by", "cellstr=ArchitectureString", "--x",
      "one_shot_supernet",
      "--y", "CIFAR10TestAccuracy200Epochs", "--conventions", "--bins", "ImageNetTestAccuracy200Epochs", "--json"
    ).json
    let rows = json["conventions"]?.array ?? []
    let bins = try #require(rows.first { $0["convention"]?.text == "best of each of 400 bins of ImageNetTestAccuracy200Epochs" })
    #expect(json["n"]?.number == 15_625 && bins["n"]?.number == 326)
    #expect(abs((bins["correlations.0.value"]?.number ?? 0) - 0.60535) < 0.001, "\(bins)")
  }

  @Test func filesAreJoinedByKey() async throws {
    let a = try TemporaryFile("arch,one_shot\n" + (0..<12).map { "n\($0),\(Nets.x[$0])\n" }.joined() + "only_a,1\n", name: "a.csv")
    let b = try TemporaryFile(
      "arch,stand_alone\n" + (0..<12).reversed().map { " n\($0) ,\(Nets.y[$0])\n" }.joined() + "n3,93\nonly_b,1\n", name: "b.csv")
    let run = try await Invocation("correlate", a.path, b.path, "--by", "arch", "--x", "one_shot", "--y", "stand_alone", "--json"),
      json = try run.json
    #expect(json["n"]?.number == 12)
    let said = remarks(json)
    #expect(
      said.contains("only_a") && said.contains("only_b") && said.contains("1 architectures stand more than once in") && said.contains("n3"))
    let keyed = try TemporaryFile("{" + (0..<12).map { "\"n\($0)\": \(Nets.y[11 - $0])" }.joined(separator: ", ") + "}", name: "b.json")
    let both = try await Invocation("correlate", a.path, keyed.path, "--by", "arch", "--json")
    #expect(both.code == 0, "a file keyed by architecture needs no column of that name: \(both.errors)")
    // scipy's tau of the scores with the accuracies in reverse.
    #expect(try both.json["n"]?.number == 12 && abs((both.json["tau_b.value"]?.number ?? 9) - (-36.0 / 66)) < 1e-12)
    let unlike = try TemporaryFile("arch,stand_alone\nz,1\n", name: "c.csv")
    let none = try await Invocation("correlate", a.path, unlike.path, "--by", "arch")
    #expect(none.code == 2 && none.errors.contains("have no 'arch' in common"))
    #expect(try await Invocation("correlate", a.path, b.path).errors.contains("--by"))
  }

  @Test func strataMayBeWords() async throws {
    let text = "kind,x,y\n" + (0..<12).map { "\($0 % 2 == 0 ? "a" : "b"),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined()
    let json = try await answer(text, "--x", "x", "--y", "y", "--strata", "kind")
    // Of the 15 pairs of even places 13 agree, and of those of odd places as many: (26 − 4)/30 (scipy).
    #expect(abs((json["within_strata.value"]?.number ?? 9) - 22.0 / 30) < 1e-12)
  }

  @Test func netsMayHaveFewerRuns() async throws {
    let json = try await answer("x,s0,s1\n1,5,4\n2,6,\n3,5.5,5\n4,7,8\n5,8,\n6,7.5,7\n", "--x", "x", "--y", "s0,s1")
    // scipy: means 4.5, 6, 5.25, 7.5, 8, 7.25 against 1 … 6.
    #expect(abs((json["tau_b.value"]?.number ?? 0) - 0.6) < 1e-12 && remarks(json).contains("2 of 6 architectures have fewer than 2 runs"))
  }

  @Test func strategiesAreComparedOverCommonSeeds() async throws {
    let json = try await Invocation(
      "correlate", "\(Fixtures.root)/docs/examples/scores.csv", "--x", "SPOS=SPOS seed*", "--x", "FairNAS=FairNAS seed *", "--y",
      "accuracy *",
      "--baseline", "macs", "--space", "nas-bench-macro", "--ranks", "--json"
    ).json
    #expect(json["predictions.0.supernets"]?.array?.compactMap { $0["seed"]?.number } == [1, 2, 3])
    #expect(json["predictions.1.the_strategy.flags.0"]?.text == "few supernets" && json["differences.0.common_seeds"]?.array?.count == 3)
    let names = json["baselines"]?.array?.compactMap { $0["name"]?.text }
    #expect(names == ["macs", "parameters", "MACs", "depth", "ridge on choices"])
    // Counted here and counted for the file: the same numbers.
    #expect(json["baselines.0.tau_b.value"]?.number == json["baselines.2.tau_b.value"]?.number)
    #expect(json["ranks.architectures"]?.array?.count == 120 && (json["ranks.separable_share"]?.number ?? 0) > 0.5)
    let holm = (json["differences"]?.array ?? []).compactMap { $0["p_holm"]?.number }
    #expect(holm.count == 11 && holm.allSatisfy { (0...1).contains($0) })
  }

  /// Nothing that was read, and nothing that is not a figure's, is overwritten; nothing is computed before that is known.
  @Test(.enabled(if: TemporaryFile.hasGnuplot, "gnuplot is not installed")) func figuresOverwriteNothingOfOthers() async throws {
    let text = "arch,one_shot,stand_alone\n" + Self.lines(), file = try TemporaryFile(text, name: "scores.dat")
    let folder = String(file.path.dropLast("scores.dat".count))
    for name in ["scores.svg", "scores.pdf"] {
      let run = try await Invocation("correlate", file.path, "--figure", folder + name)
      #expect(run.code == 2 && run.output.isEmpty && run.errors.contains("scores.dat"), "\(run.errors)")
    }
    let script = URL(filePath: folder + "own.gp")
    try Data("plot sin(x)".utf8).write(to: script)
    #expect(try await Invocation("correlate", file.path, "--figure", folder + "own.svg").code == 2)
    #expect(try await Invocation("models", "FairDARTS_a", "--figure", folder + "own.svg").code == 2)
    #expect(try Data(contentsOf: URL(filePath: file.path)) == Data(text.utf8) && Data(contentsOf: script) == Data("plot sin(x)".utf8))
    for _ in 0..<2 {
      #expect(try await Invocation("correlate", file.path, "--figure", folder + "drawn.svg").code == 0, "ours may be drawn again")
    }
    // Somebody's numbers under a script of ours stay, too.
    let data = URL(filePath: folder + "drawn.dat")
    try Data("my own numbers\n1,2\n".utf8).write(to: data)
    let kept = try await Invocation("correlate", file.path, "--figure", folder + "drawn.svg")
    #expect(kept.code == 2 && kept.errors.contains("drawn.dat") && kept.output.isEmpty, "\(kept.errors)")
    #expect(try Data(contentsOf: data) == Data("my own numbers\n1,2\n".utf8))
    // What would be drawn for mine.PNG is called mine.png, which nobody named.
    try Data("mine".utf8).write(to: URL(filePath: folder + "mine.png"))
    let capitals = try await Invocation("correlate", file.path, "--figure", folder + "mine.PNG")
    #expect(capitals.code == 2 && capitals.errors.contains("would overwrite") && capitals.errors.contains("mine.png"), "\(capitals.errors)")
    #expect(try Data(contentsOf: URL(filePath: folder + "mine.png")) == Data("mine".utf8))
  }

  @Test(.enabled(if: TemporaryFile.hasGnuplot, "gnuplot is not installed"), arguments: ["top", "agreement", "ranks"])
  func everyKindIsDrawn(kind: String) async throws {
    let folder = try TemporaryFolder(), path = folder["\(kind).svg"]
    let run = try await Invocation(
      "correlate", "\(Fixtures.root)/docs/examples/scores.csv", "--x", "SPOS=SPOS seed*", "--y", "accuracy *", "--figure", path, "--kind",
      kind)
    #expect(run.code == 0, "\(run.errors)")
    let svg = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self),
      data = String(decoding: try Data(contentsOf: URL(filePath: folder["\(kind).dat"])), as: UTF8.self)
    #expect(svg.contains("<svg") && svg.contains("n = 120"), "the footer says of how many")
    let drawn = ["top": "SPOS", "agreement": "seed 2", "ranks": "group 1"]
    #expect((svg + data).contains(drawn[kind] ?? "?"))
  }

  @Test func manners() async throws {
    let file = try TemporaryFile("arch,one_shot,stand_alone\n" + Self.lines())
    let both = try await Invocation("correlate", file.path, "--json", "--format", "csv")
    #expect(both.code == 2 && both.errors.contains("--json and --format exclude each other"))
    let group = try await Invocation("correlate", file.path, "--group", "arhc")
    #expect(group.code == 2 && group.errors.contains("has no column 'arhc'; did you mean 'arch'?"))
    let number = try await Invocation("correlate", file.path, "--x", "one_shto", "--y", "stand_alone")
    #expect(number.errors.contains("has no numeric column 'one_shto'"))
    let name = try await Invocation("correlate", file.path, "--figure", "a b.svg")
    #expect(name.code == 2 && name.output.isEmpty && name.errors.contains("cannot name a file"))
    for (command, said) in [("train", "Missing expected argument"), ("evaluate --nope", "Unknown option '--nope'")] {
      let run = try await Invocation(command.split(separator: " ").map(String.init))
      #expect(run.code == 2 && run.errors.contains(said), "\(run.errors)")
    }
    let profile = try await Invocation("reproduce", "--profile", "smoek", "--benchmarks", "\(Fixtures.root)/Benchmarks", "--dry-run")
    #expect(profile.code == 2 && profile.errors.contains("did you mean 'smoke'?"), "\(profile.errors)")
    let experiment = try await Invocation("reproduce", "rankin", "--benchmarks", "\(Fixtures.root)/Benchmarks", "--dry-run")
    #expect(experiment.code == 2 && experiment.errors.contains("did you mean 'ranking'?"), "\(experiment.errors)")
    let elsewhere = try await Invocation("reproduce", "--benchmarks", "/nowhere", "--dry-run")
    #expect(elsewhere.code == 4 && elsewhere.errors.contains("clone of Concord's repository"))
    let script = try await Invocation("--generate-completion-script", "bash")
    #expect(script.output.contains("__concord_add_completions -f"))
  }
}
