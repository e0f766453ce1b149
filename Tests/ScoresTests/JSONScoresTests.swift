import Fixtures
import Scores
import Testing

@Suite struct JSONScoresTests {
  private static let rows = Nets.keys.indices.map { (key: Nets.keys[$0], x: Nets.x[$0], y: Nets.y[$0]) }

  private static func list(_ parts: [String], _ brackets: String = "[]") -> String {
    "\(brackets.first ?? "[")\(parts.joined(separator: ", "))\(brackets.last ?? "]")"
  }

  private static func object(_ row: (key: String, x: Double, y: Double), withKey: Bool = true) -> String {
    "{\(withKey ? "\"arch\": \"\(row.key)\", " : "")\"one_shot\": \(row.x), \"stand_alone\": \(row.y)}"
  }

  private static let records = list(rows.map { object($0) })
  private static let index = list(rows.map { "\"\($0.key)\": \(object($0, withKey: false))" }, "{}")
  private static let data = list(rows.map { "[\($0.x), \($0.y)]" })
  private static let keys = list(rows.map { "\"\($0.key)\"" })
  private static let columns = """
    {"one_shot": \(list(rows.map { "\"\($0.key)\": \($0.x)" }, "{}")), "stand_alone": \(list(rows.map { "\"\($0.key)\": \($0.y)" }, "{}"))}
    """

  /// The layouts, each with what its column of architectures is called, and whether the layout says that it names them.
  static let layouts: [(name: String, text: String, key: String?, isKey: Bool)] = [
    ("records", records, "arch", false), ("lines", rows.map { object($0) + "\n" }.joined(), "arch", false),
    ("index", index, "key", true), ("columns", columns, "key", true),
    ("split", "{\"columns\": [\"one_shot\", \"stand_alone\"], \"index\": \(keys), \"data\": \(data)}", "key", true),
    (
      "table",
      """
      {"schema": {"fields": [{"name": "arch", "type": "string"}], "primaryKey": ["arch"], "pandas_version": "1.4.0"}, "data": \(records)}
      """, "arch", true
    ),
    (
      "lists",
      "{\"arch\": \(keys), \"one_shot\": \(list(rows.map { "\($0.x)" })), \"stand_alone\": \(list(rows.map { "\($0.y)" })), \"epochs\": 50}",
      "arch", false
    ),
    ("values under a row of names", "[[\"one_shot\", \"stand_alone\"], \(data.dropFirst())", nil, false),
    ("inside", "{\"config\": {\"seed\": 1}, \"results\": \(records)}", "arch", false),
    ("deep inside", "{\"space\": {\"c10\": \(index)}}", "key", true),
    ("Python", index.replacing("\"", with: "'").replacing(", 'stand", with: ",\n 'extra': None, 'stand"), "key", true),
    ("NumPy's numbers", index.replacing(": 41.2", with: ": np.float64(41.2)"), "key", true),
  ]

  @Test(arguments: layouts) func everyLayoutHoldsTheSameColumns(layout: (name: String, text: String, key: String?, isKey: Bool)) throws {
    let table = try table(layout.text)
    #expect(table.count == 12)
    #expect(try table.numbers("one_shot") == Nets.x && table.numbers("stand_alone") == Nets.y)
    if let key = layout.key { #expect(try table.words(key) == Nets.keys) }
    #expect(table.keys == (layout.isKey ? layout.key : nil))
  }

  @Test func valuesAreColumnsCalledByTheirNumbers() throws {
    let values = try table(Self.data)
    #expect(try values.numbers("1") == Nets.x && values.numbers("2") == Nets.y && values.keys == nil)
    let lists = try table(Self.list(Self.rows.map { "\"\($0.key)\": [\($0.x), \($0.y)]" }, "{}"))
    #expect(try lists.numbers("1") == Nets.x && lists.numbers("2") == Nets.y && lists.words("key") == Nets.keys)
    let single = try table(Self.list(Self.rows.map { "'\($0.key)': \($0.x)" }, "{}"))
    #expect(try single.numbers("1") == Nets.x && single.words("key") == Nets.keys && single.keys == "key")
    let tuples = try table("{(0, 0, 3): 1.5, (1, 0, 3): nan, (2, 0, 3): None,}")
    #expect(try tuples.words("key") == ["(0, 0, 3)", "(1, 0, 3)", "(2, 0, 3)"] && tuples.numbers("1")[2] == nil)
  }

  @Test func aPathChoosesAmongSeveralTables() throws {
    let text = "{\"cifar10\": \(Self.index), \"cifar100\": {\"a/b\": \(Self.index)}}"
    let error = #expect(throws: ScoresError.places(file: "scores", paths: ["cifar10", "cifar100"])) {
      try table("{\"cifar10\": \(Self.index), \"cifar100\": \(Self.index)}")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("--at"))
    #expect(try table(text, ScoreOptions(at: "cifar10")).numbers("one_shot") == Nets.x)
    #expect(try table(text, ScoreOptions(at: "cifar100/a/b")).numbers("one_shot") == Nets.x)
    #expect(throws: ScoresError.at(file: "scores", path: "cifar11", known: ["cifar10", "cifar100"])) {
      try table(text, ScoreOptions(at: "cifar11"))
    }
  }

  /// A key may be the beginning of another, or look like a path below it.
  @Test func theLongestKeyOfAPathIsTriedFirst() throws {
    let text = #"{"a": {"b": [{"x": 1}], "c": [{"x": 2}]}, "a/b": [{"x": 3}], "a/c": {"d": [{"x": 4}]}}"#
    func read(_ path: String) throws -> [Double?] { try table(text, ScoreOptions(at: path)).numbers("x") }
    #expect(try read("a/b") == [3] && read("a/c/d") == [4] && read("a/c") == [4])
    #expect(try table(#"{"a/b": {"x": 1}, "a": {"b": {"c": [{"x": 2}]}}}"#, ScoreOptions(at: "a/b/c")).numbers("x") == [2])
    let error = #expect(throws: ScoresError.at(file: "scores", path: "a/x", known: ["a/b", "a/c"])) { try read("a/x") }
    #expect("\(error.map { "\($0)" } ?? "")".hasSuffix("nothing at 'a/x': name one of a/b, a/c"))
  }

  /// An object of objects has rows by the keys of which there are more; of as many outside as inside, somebody must say it.
  @Test func theMoreKeysAreArchitecturesUnlessSomebodySaysIt() throws {
    let square = #"{"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 4}}"#
    let error = #expect(throws: ScoresError.orientation(file: "scores", outer: ["a", "b"], inner: ["x", "y"])) { try table(square) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("say --keys outer or --keys inner"))
    let outer = try table(square, ScoreOptions(keys: .outer)), inner = try table(square, ScoreOptions(keys: .inner))
    #expect(try outer.words("key") == ["a", "b"] && outer.numbers("y") == [2, 4] && outer.notes.isEmpty)
    #expect(try inner.words("key") == ["x", "y"] && inner.numbers("b") == [3, 4] && inner.notes.isEmpty)
    let wide = #"{"acc": {"n0": 1, "n1": 2, "n2": 3}, "macs": {"n0": 4, "n1": 5, "n2": 6}}"#
    let said = try table(wide)
    #expect(try said.words("key") == ["n0", "n1", "n2"] && said.numbers("macs") == [4, 5, 6])
    #expect(said.notes == ["3 keys are read as architectures and 2 as columns, for they are fewer"])
    #expect(try table(wide, ScoreOptions(keys: .outer)).words("key") == ["acc", "macs"])
    let lists = #"{"a": [1, 2, 3], "b": [4, 5, 6]}"#
    #expect(try table(lists).numbers("b") == [4, 5, 6] && table(lists, ScoreOptions(keys: .outer)).numbers("2") == [2, 5])
  }

  @Test func aKeyMayEndInAZeroByte() throws {
    let table = try table(#"[{"a": [1, 2], "a\u0000": 3}]"#)
    #expect(try table.columns.map(\.name) == ["a[0]", "a[1]", "a\0"] && table.numbers("a\0") == [3] && table.lists[0].word(0) == "[1, 2]")
  }

  @Test func listsAreRuns() throws {
    let table = try table(
      #"[{"a": "n0", "acc": [90, 91.5]}, {"a": "n1", "acc": [92]}, {"a": "n2", "acc": 93}, {"a": "n3", "acc": [94, null, 95]}]"#)
    #expect(table.columns.map(\.name) == ["a", "acc[0]", "acc[1]", "acc[2]"])
    #expect(table.columns.dropFirst().allSatisfy { $0.group == "acc" } && table.columns[0].group == nil)
    #expect(try table.numbers("acc[0]") == [90, 92, 93, 94] && table.numbers("acc[1]") == [91.5, nil, nil, nil])
    #expect(table.lists.map(\.name) == ["acc"] && table.lists[0].word(0) == "[90, 91.5]")
    #expect(table.notes.count == 1 && table.notes[0].contains("1 of 4 rows"))
    let macro = try Scores.ScoreTable(
      reading: Array(
        #"{"00": {"test_acc": [1, 2, 3], "mean": 2}, "01": {"test_acc": [4, 5, 6], "mean": 5}, "02": {"test_acc": [], "mean": 1}}"#.utf8),
      name: "s")
    #expect(try macro.numbers("test_acc[2]") == [3, 6, nil] && macro.words("key") == ["00", "01", "02"])
    let columns = try Scores.ScoreTable(reading: Array(#"{"x": [1, 2], "y": [[3, 4], [5]]}"#.utf8), name: "s")
    #expect(try columns.numbers("y[1]") == [4, nil] && columns.columns[1].group == "y")
  }

  @Test func objectsWithinRowsAreColumnsBehindASlash() throws {
    let table = try table(#"[{"a": 1, "m": {"x": 2, "y": {"z": 3}}}, {"m": {"y": {"z": 5}, "x": 4}, "a": 0}]"#)
    #expect(table.columns.map(\.name) == ["a", "m/x", "m/y/z"])
    #expect(try table.numbers("m/x") == [2, 4] && table.numbers("m/y/z") == [3, 5])
  }

  @Test func whatARowLacksIsEmpty() throws {
    let table = try table(#"[{"x": 1}, {"x": 2, "y": 3}, {"y": 4}]"#)
    #expect(try table.numbers("x") == [1, 2, nil] && table.numbers("y") == [nil, 3, 4])
    #expect(try table.words("y") == ["", "3", "4"])
    let uneven = try Scores.ScoreTable(reading: Array(#"{"x": {"a": 1, "b": 2, "c": 3}, "y": {"c": 5, "d": 6}}"#.utf8), name: "s")
    #expect(try uneven.words("key") == ["a", "b", "c", "d"] && uneven.numbers("y") == [nil, nil, 5, 6])
  }

  @Test func textsAreUnescaped() throws {
    let table = try table(#"[{"a": "\u00e9\n\ud83d\ude00\"", "x": "1.5"}, {"a": "b\q", "x": "nan"}]"#)
    #expect(try table.words("a") == ["é\n😀\"", "b\\q"] && table.numbers("x")[0] == 1.5)
  }

  @Test func placesAreElementsOrKeys() throws {
    let records = try table(#"[{"x": 1}, {"x": "bad"}]"#).columns[0]
    #expect(records.flaw?.place == "element 1" && records.flaw?.text == "bad")
    let keyed = try table(#"{"n0": {"x": 1}, "n1": {"x": true}, "n2": {"x": 1}}"#).column("x")
    #expect(keyed.flaw?.place == "key 'n1'" && keyed.flaw?.text == "true")
  }

  @Test(arguments: [
    ("[{\"x\": 1,]", "a text in quotes is expected"), ("[1, 2]", "an object is expected"),
    ("{\"x\": [1,\n 2 3]}", "line 2: a comma or ']' is missing"),
    ("{\"x\": [1, tru]}", "'tru' is no value"), ("{\"x\": [1, 2], \"x\": [2, 3]}", "'x' stands twice"),
    ("[{\"x\": 1, \"x\": 2}]", "has the key 'x' twice"), ("{\"x\": [1", "a comma or ']' is missing"), ("{\"x", "a quote is not closed"),
    ("{\"x\": [1]} 2", "more behind its end"), ("{\"x\": 1}", "an array is expected"), ("[[[[[", "it ends too early"),
    ("{\"x\": [" + String(repeating: "[", count: 600), "nested more than 512 deep"), ("[{\"x\": 1}, [2]]", "of another kind"),
  ])
  func whatCannotBeReadIsNamedWithItsPlace(text: String, said: String) {
    let error = #expect(throws: ScoresError.self) { try table(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(error.map { "\($0)" } ?? "")")
  }

  @Test func theHarnessNamesTasksErrorsAndDirections() throws {
    func file(_ accuracy: Double, _ model: String?) -> [UInt8] {
      let text = """
        {"results": {"arc": {"alias": "arc", "acc,none": \(accuracy), "acc_stderr,none": 0.01}, "wiki": {"word_perplexity,none": \(20 - accuracy), "exact_match,strict": 1}},
         "configs": {}, "higher_is_better": {"arc": {"acc": true}, "wiki": {"word_perplexity": false}}\(model.map { ", \"model_name\": \"\($0)\"" } ?? "")}
        """
      return Array(text.utf8)
    }
    let named = try ScoreTable(nets: (0..<3).map { ("r\($0).json", file(Double($0), "net\($0)")) }, name: "results")
    #expect(named.keys == "model_name" && named.count == 3 && named.notes == ["3 files, one a net"])
    #expect(try named.words("model_name") == ["net0", "net1", "net2"] && named.numbers("arc/acc") == [0, 1, 2])
    #expect(try named.numbers("arc/acc_stderr") == [0.01, 0.01, 0.01] && named.numbers("wiki/exact_match,strict") == [1, 1, 1])
    #expect(try named.column("wiki/word_perplexity").lowerIsBetter == true && named.column("arc/acc").lowerIsBetter == false)
    #expect(try named.column("arc/acc_stderr").lowerIsBetter == nil)
    let files = try ScoreTable(nets: (0..<2).map { ("r\($0).json", file(Double($0), nil)) }, name: "results")
    #expect(try files.keys == "file" && files.words("file") == ["r0", "r1"])
    let flat = try ScoreTable(
      nets: [("a.json", Array(#"{"acc": 1, "m": {"x": 2}}"#.utf8)), ("b.json", Array(#"{"acc": 3}"#.utf8))], name: "d")
    #expect(try flat.numbers("acc") == [1, 3] && flat.numbers("m/x") == [2, nil])
  }

  /// Tasks and their metrics take time in proportion: were it the square, this test would take a minute.
  @Test func thirtyThousandTasksAreRead() throws {
    let tasks = (0..<30_000).map { "t\($0)" }
    let results = tasks.map { "\"\($0)\": {\"acc,none\": 1}" }.joined(separator: ",")
    let directions = tasks.map { "\"\($0)\": {\"acc\": \($0.hasSuffix("7") ? "false" : "true")}" }.joined(separator: ",")
    let table = try table("{\"results\": {\(results)}, \"higher_is_better\": {\(directions)}}")
    #expect(table.columns.count == 30_000 && table.columns.count { $0.lowerIsBetter == true } == 3_000)
  }

  /// A hundred thousand keys take time in proportion: were it the square, this test would take minutes.
  @Test func aHundredThousandKeysAreRead() throws {
    let keys = (0..<100_000).map { "(\($0), \($0 % 5))" }
    let table = try table("{" + keys.map { "\"\($0)\": {\"x\": \($0.utf8.count), \"y\": 1}" }.joined(separator: ",") + "}")
    #expect(try table.count == 100_000 && table.words("key") == keys)
    let wide = try Scores.ScoreTable(reading: Array(("[{" + keys.map { "\"\($0)\": 1" }.joined(separator: ",") + "}]").utf8), name: "s")
    #expect(wide.columns.count == 100_000 && wide.count == 1)
  }
}
