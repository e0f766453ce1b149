import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Statistics
import Testing

/// Files that are joined, groups and what `compare` says of what it cannot compare.
@Suite struct CorrelateJoinTests {
  private func nets(_ column: String, _ values: [Double], more: String = "") -> String {
    "arch,\(column)\n" + Nets.keys.indices.map { "\(Nets.keys[$0]),\(values[$0])\n" }.joined() + more
  }

  /// Two files of one name have columns that can be told apart: the target is not a mean of both.
  @Test func filesOfOneNameAreToldApart() async throws {
    let a = try TemporaryFile(nets("x", Nets.x), name: "scores.csv"), b = try TemporaryFile(nets("x", Nets.y), name: "scores.csv")
    let labels = [a, b].map { $0.path.split(separator: "/").suffix(2).joined(separator: "/") }
    let json = try await Invocation(
      "correlate", a.path, b.path, "--by", "arch", "--x", "\(labels[0]):x", "--y", "\(labels[1]):x", "--json"
    ).json
    let alone = try TemporaryFile("x,y\n" + Nets.x.indices.map { "\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined())
    #expect(try await json["tau_b.value"] == Invocation("correlate", alone.path, "--json").json["tau_b.value"] && json["n"]?.number == 12)
    let old = try await Invocation("correlate", a.path, b.path, "--by", "arch", "--x", "scores:x", "--y", "scores:x")
    #expect(old.code == 2 && old.errors.contains(labels[0]), "\(old.errors)")
    let twin = try TemporaryFile("arch,x,other:x\n" + Nets.keys.map { "\($0),1,2\n" }.joined(), name: "twin.csv"),
      other = try TemporaryFile(nets("x", Nets.y), name: "other.csv")
    let clash = try await Invocation("correlate", twin.path, other.path, "--by", "arch")
    #expect(clash.code == 2 && clash.errors.contains("would be called 'other:x'"), "\(clash.errors)")
    let same = try await Invocation("correlate", a.path, a.path, "--by", "arch", "--x", "x", "--y", "x")
    #expect(same.code == 2 && same.errors.contains("is named twice"), "\(same.errors)")
  }

  @Test(arguments: [
    ("arch=net=model", "has more than two names"), ("arch=", "lacks a column's name"), ("nope=arch", "no column 'nope'"),
  ]) func keysAreNamedOnceForTheFirstAndOnceForTheOthers(by: String, said: String) async throws {
    let a = try TemporaryFile(nets("x", Nets.x), name: "a.csv"), b = try TemporaryFile(nets("y", Nets.y), name: "b.csv")
    let run = try await Invocation("correlate", a.path, b.path, "--by", by, "--x", "x", "--y", "y")
    #expect(run.code != 0 && run.errors.contains(said) && run.output.isEmpty, "\(run.code) \(run.errors)")
  }

  private static let groups =
    "set,arch,x,y\n"
    + ["c10", "c100", "flat"].map { set in
      Nets.keys.indices.map { "\(set),\(Nets.keys[$0]),\(set == "flat" ? 1 : Nets.x[$0]),\(set == "c10" ? Nets.y[$0] : Nets.y[11 - $0])\n" }
        .joined()
    }.joined()

  /// A group in which nothing can be ranked is named; the others stand. Programs find the group in a column, LaTeX two labels.
  @Test func aGroupOfEqualScoresLeavesTheOthers() async throws {
    let file = try TemporaryFile(Self.groups), options = ["correlate", file.path, "--x", "x", "--y", "y", "--group", "set"]
    let json = try await Invocation(options + ["--json"]).json
    #expect(json["groups"]?.array?.compactMap { $0["group"]?.text } == ["c10", "c100"])
    let taus = ["0", "1"].compactMap { json["groups.\($0).tau_b.value"]?.number }
    #expect(taus.count == 2 && abs((json["means.0.tau_b"]?.number ?? 9) - (taus[0] + taus[1]) / 2) < 1e-15)
    #expect(json["unranked.0.group"]?.text == "flat" && json["unranked.0.reason"]?.text?.contains("column 'x'") == true)
    let csv = try await Invocation(options + ["--format", "csv"]).output.split(separator: "\n").map(String.init)
    #expect(
      csv.first?.hasPrefix("section,set,") == true && csv.contains { $0.hasPrefix(",c10,x,") } && csv.contains { $0.hasPrefix(",c100,x,") },
      "\(csv)")
    let latex = try await Invocation(options + ["--format", "latex"]).output
    let labels = latex.split(separator: "\n").filter { $0.hasPrefix("\\label") }
    #expect(labels.count == 3 && Set(labels).count == 3, "\(labels)")
    #expect(
      try await Invocation(options).output.contains("Not in it, for nothing can be ranked there: flat (all values of column 'x' are equal"))
    let flat = try TemporaryFile("set,arch,x,y\n" + ["a", "b"].map { set in (0..<5).map { "\(set),n\($0),1,\($0)\n" }.joined() }.joined())
    let none = try await Invocation("correlate", flat.path, "--x", "x", "--y", "y", "--group", "set")
    #expect(none.code == 1 && none.errors.contains("'x'") && none.output.isEmpty, "\(none.code) \(none.errors)")
  }

  /// The mean of what is left stands there, be it one group; groups of one architecture are among those that are named.
  @Test func oneGroupThatIsLeftIsTheMean() async throws {
    let rows = Nets.keys.indices.map { "c10,\(Nets.keys[$0]),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined()
    let file = try TemporaryFile("set,arch,x,y\n\(rows)one,n0,1,2\ntwo,n0,1,2\n")
    let options = ["correlate", file.path, "--x", "x", "--y", "y", "--group", "set"], json = try await Invocation(options + ["--json"]).json
    #expect(json["unranked"]?.array?.compactMap { $0["group"]?.text } == ["one", "two"] && json["means"]?.array?.count == 1)
    #expect(json["means.0.tau_b"]?.number == json["groups.0.tau_b.value"]?.number && json["means.0.tau_b"]?.number != nil)
    #expect(try await Invocation(options).output.contains("ranked there: one, two ("))
  }

  /// Cells that are one network by the benchmark's strings count once, with their mean (scipy).
  @Test func uniqueCellsAreAConvention() async throws {
    let codes = ["100300", "100030", "333333", "222222", "300310", "200210", "444444", "123432", "321234", "131313", "020202", "301201"]
    let file = try TemporaryFile(
      "arch,x,y\n" + codes.indices.map { "c\(codes[$0]),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined().replacing("c", with: ""))
    let json = try await Invocation("correlate", file.path, "--x", "x", "--y", "y", "--space", "nas-bench-201", "--conventions", "--json")
      .json
    let row = try #require(json["conventions"]?.array?.first { $0["convention"]?.text == "distinct architectures" })
    func merged(_ column: [Double]) -> [Double] { [(column[0] + column[1]) / 2] + column[2...] }
    #expect(row["n"]?.number == 11)
    let found = try #require(row["correlations.0.value"]?.number)
    #expect(try abs(found - KendallTau(merged(Nets.x), merged(Nets.y)).tauB) < 1e-12)
  }

  /// Equal means are equal whatever the order of rows, of columns and of supernets (exact fractions and scipy: 22/28 of the untied pairs below).
  @Test func equalMeansAreTiedInAnyOrder() async throws {
    let rows = [
      ("a", [0.1, 0.2, 0.6]), ("b", [0.3, 0.3, 0.3]), ("c", [0.7, 0.1, 0.1]), ("d", [0.4, 0.4, 0.4]), ("e", [0.5, 0.6, 0.1]),
      ("f", [0.2, 0.2, 0.2]),
    ]
    func answer(_ order: [Int]) async throws -> (joined: Double?, ensemble: Double?) {
      let long = "arch,x,y\n" + order.flatMap { run in rows.enumerated().map { "\($1.0),\($1.1[run]),\($0)\n" } }.joined()
      let wide =
        "arch,\(order.map { "s \($0)" }.joined(separator: ",")),y\n"
        + rows.enumerated().map { place, row in "\(row.0),\(order.map { "\(row.1[$0])" }.joined(separator: ",")),\(place)\n" }.joined()
      let files = (try TemporaryFile(long), try TemporaryFile(wide))
      let joined = try await Invocation("correlate", files.0.path, "--by", "arch", "--x", "x", "--y", "y", "--json").json
      let ensemble = try await Invocation("correlate", files.1.path, "--x", "s=s *", "--y", "y", "--json").json
      return (joined["tau_b.value"]?.number, ensemble["predictions.0.ensemble"]?.number)
    }
    // Means .3, .3, .3, .4, .4, .2 against 0 … 5: 6 concordant, 5 discordant, 4 tied.
    let exact = try KendallTau([3, 3, 3, 4, 4, 2], [0, 1, 2, 3, 4, 5]).tauB
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      let found = try await answer(order)
      #expect([found.joined, found.ensemble].allSatisfy { $0.map { abs($0 - exact) < 1e-15 } == true }, "\(order): \(found)")
    }
  }

  /// A run of one value is none, also where some nets alone have it.
  @Test func aConstantRunOfSomeNetsIsInNoMean() async throws {
    let rows = Nets.keys.indices.map { "\(Nets.keys[$0]),\(Nets.x[$0]),\(Nets.y[$0]),\($0 % 2 == 0 ? "500" : "")\n" }.joined()
    let file = try TemporaryFile("arch,x,t1,t2\n" + rows)
    let both = try await Invocation("correlate", file.path, "--x", "x", "--y", "t1,t2", "--json").json
    #expect(try both["tau_b.value"]?.number == KendallTau(Nets.x, Nets.y).tauB)
  }

  @Test func foldersOfNetsAreTheirFilesAlone() async throws {
    let first = try TemporaryFile(#"{"x": 1, "y": 2}"#, name: "n1.json"), folder = String(first.path.dropLast("/n1.json".count))
    for net in 2...5 { try Data("{\"x\": \(net), \"y\": \(net * net)}".utf8).write(to: URL(filePath: "\(folder)/n\(net).json")) }
    try FileManager.default.createDirectory(atPath: "\(folder)/.ipynb_checkpoints", withIntermediateDirectories: true)
    try Data(#"{"x": 9, "y": 0}"#.utf8).write(to: URL(filePath: "\(folder)/.ipynb_checkpoints/n1.json"))
    #expect(mkfifo("\(folder)/pipe.json", 0o600) == 0)
    let link = "\(folder)-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    defer { unlink(link) }
    for path in [folder, link] {
      let run = try await Invocation("correlate", path, "--x", "x", "--y", "y", "--json")
      #expect(try run.json["n"]?.number == 5, "\(run.errors)")
    }
  }

  /// What stands under a table stands on standard error where the table is CSV.
  @Test func notesOfCSVAreOnStandardError() async throws {
    let file = try TemporaryFile("x,y\n1,2\n2,1\n3,4\n")
    let run = try await Invocation("correlate", file.path, "--format", "csv")
    #expect(run.code == 0 && run.errors.contains("3 architectures are few") && !run.output.contains("few"), "\(run.errors)")
  }

  /// Said twice is said together; an array of pandas is read although its index and its second column would have one name.
  @Test func keysMayBeRepeatedAndArraysOfPandasAreRead() async throws {
    let file = try TemporaryFile("a,b,x,y\n" + (0..<12).map { "\($0 % 3),\($0 / 3),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined())
    let together = try await Invocation("correlate", file.path, "--by", "a,b", "--x", "x", "--y", "y", "--json").json
    let twice = try await Invocation("correlate", file.path, "--by", "a", "--by", "b", "--x", "x", "--y", "y", "--json").json
    #expect(together["n"]?.number == 12 && twice["tau_b.value"] == together["tau_b.value"] && twice["n"]?.number == 12)
    let groups = try await Invocation("correlate", file.path, "--group", "a", "--group", "b", "--x", "x", "--y", "y")
    #expect(groups.code != 0 && groups.errors.contains("--group is said 2 times"), "\(groups.errors)")
    let array = try TemporaryFile(",0,1\n" + (0..<12).map { "\($0),\(Nets.x[$0]),\(Nets.y[$0])\n" }.joined())
    let read = try await Invocation("correlate", array.path, "--json")
    #expect(try read.json["tau_b.value"]?.number == KendallTau(Nets.x, Nets.y).tauB, "\(read.errors)")
  }

  @Test func copiesAreRemarked() async throws {
    let rows = Nets.keys.indices.map { "\(Nets.keys[$0]),\(Nets.x[$0]),\(Nets.x[$0]),\(Nets.y[$0]),\(Nets.y[$0])\n" }.joined()
    let file = try TemporaryFile("arch,s 1,s 2,t 1,t 2\n" + rows)
    let said = try await Invocation("correlate", file.path, "--x", "s=s *", "--y", "t *").output
    #expect(said.contains("'s 1' and 's 2' have the same values everywhere: as supernets of 's' they are one training"), "\(said)")
    #expect(said.contains("All runs of each architecture are equal"))
    let own = try await Invocation("correlate", file.path, "--x", "s 1,t 1", "--y", "t 2").output
    #expect(own.contains("'t 1' is the target itself") && !own.contains("have the same values"), "\(own)")
    let same = try await Invocation("compare", file.path, file.path, "--by", "arch", "--x", "s 1", "--y", "t 1").output
    #expect(same.contains("have the same values everywhere: is one a copy?"), "\(same)")
  }

  @Test func whatCannotBeComparedIsNamed() async throws {
    let file = try TemporaryFile(nets("x", Nets.x, more: "")), folder = try TemporaryFile("", name: "nothing.txt")
    let empty = String(folder.path.dropLast("/nothing.txt".count))
    let missing = try await Invocation("compare", file.path, "\(empty)/none.csv")
    #expect(
      missing.code == 4 && missing.errors.contains("none.csv") && !missing.errors.contains("--by"), "\(missing.code) \(missing.errors)")
    let none = try await Invocation("compare", empty, empty)
    #expect(none.code == 2 && none.errors.contains("holds no report of a ranking"), "\(none.code) \(none.errors)")
    let flat = try TemporaryFile("arch,x,t\n" + Nets.keys.map { "\($0),1,\($0.count)\n" }.joined(), name: "flat.csv")
    let other = try TemporaryFile(
      "arch,x,t\n" + Nets.keys.indices.map { "\(Nets.keys[$0]),\($0),\(Nets.y[$0])\n" }.joined(), name: "other.csv")
    let constant = try await Invocation("compare", other.path, flat.path, "--by", "arch", "--x", "x", "--y", "t")
    #expect(constant.code == 1 && constant.errors.contains("flat.csv") && !constant.errors.contains("'second'"), "\(constant.errors)")
    let fine = try await Invocation("compare", other.path, other.path, "--by", "arch", "--x", "x", "--y", "t")
    #expect(fine.output.contains("p is of the interval over these architectures"), "\(fine.output)")
  }

  /// Before anything is printed, and in the system's own words.
  @Test func aFigureThatCannotBeDrawnComesBeforeTheTable() async throws {
    let file = try TemporaryFile(
      nets("x", Nets.x).replacing("arch,x", with: "arch,x,y").split(separator: "\n").enumerated().map {
        $0 == 0 ? "\($1)" : "\($1),\(Nets.y[$0 - 1])"
      }.joined(separator: "\n"))
    let few = try await Invocation(
      "correlate", file.path, "--x", "x", "--y", "y", "--figure", "\(file.path.dropLast(4))-ranks.svg", "--kind", "ranks")
    #expect(few.code == 2 && few.output.isEmpty && few.errors.contains("give seeds of the target"), "\(few.code) \(few.errors)")
    let place = try await Invocation("correlate", file.path, "--x", "x", "--y", "y", "--figure", "\(file.path)/a.svg")
    #expect(
      place.code != 0 && place.output.isEmpty && place.errors.contains("a folder is needed") && !place.errors.contains("Cocoa"),
      "\(place.errors)")
  }
}
