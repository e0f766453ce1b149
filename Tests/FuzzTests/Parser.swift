import Analysis
import Datasets
import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Glibc
import Imaging
import Jobs
import Scores
import SimulatedStudies
import Spaces
import Store
import Streams
import Weights
import concord

/// Everything of ours that reads what others wrote.
enum Parser: String, CaseIterable, Codable {
  case experiment, declared, table, published, lookup, csv, json, log, pattern, numpy, nets, columns, runFile, checkpoint, journal, spec,
    architecture, genotype, idx,
    records,
    deflated,
    lzma,
    prepared, jpeg, png, bmp, imageList, safetensors, graph, verified, outlines, holder, progress, nights, reference, speeds, watch

  /// Sound inputs, and words that an input of this kind gives a meaning to.
  func seeds() throws -> (inputs: [[UInt8]], words: [String]) {
    let numbers = ["9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e308", "1e999", "-0", "nan", "0.0000000001"]
    switch self {
    case .experiment, .declared:
      // Drawing a large design takes seconds: those are read, and no job is made of them.
      let files =
        self == .experiment
        ? ["smoke/ranking", "laptop/ranking"]
        : [
          "nightly/ranking", "nightly/nas-bench-macro", "paper/fairnas-imagenet", "laptop/published-tables", "smoke/relaxation",
          "smoke/search", "smoke/spos-pipeline", "smoke/shrinking",
        ]
      let marks = [
        "&a ", "*a", "*recipe", "<<: *recipe\n", "{", "[", "]", "}", ": ", "- ", "\n", "\n  ", "!!binary ", "? ", "|", "null", "'", "\"",
      ]
      return (try files.map { try Self.file("Benchmarks/\($0).yaml") }, numbers + marks)
    case .table: return (Inputs.tables, numbers + ["\"test_acc\"", "[", "]", "{", "}", ",", "null", "identity", "+", "-"])
    case .published:
      return (SimulatedTables.texts.map { Array($0.text.utf8) }, numbers + [",", "\t", "\n", "\r\n", "'", "(", "_concat", "~", "s1"])
    case .lookup: return ([Inputs.lookup], numbers + [",", "fixed", "1", "9", "\"", "\r\n", "\n", "identity", "layer1", "milliseconds"])
    case .csv:
      return (
        Inputs.delimited,
        numbers + [",", ";", "\t", "|", "\"", "\"\"", "\r\n", "\n", "\u{FEFF}", "0x1p9", " ", "#", "%", "sep=;\n", "1,5", "|---|", "None"]
      )
    case .json:
      return (Inputs.json, numbers + ["[", "{", "]", "}", ",", ":", "\"", "\\u12", "\\ud800", "null", "true", "NaN", "\u{FEFF}"])
    case .log: return ([Inputs.log], numbers + ["\n", "acc", "arch=", "\u{FEFF}"])
    case .pattern:
      return (
        [#"arch=(?<arch>\w+) acc (?<acc>\S+)"#, #"(?<a>(?:[a-z]+|\d*)*) (?<b>.*?)$"#].map { Array($0.utf8) },
        [
          "(", ")", "*", "+", "?", "{1,", "}", "|", "(?<b>", "(?=", "(?R)", "\\1", "\\K", "(*ANYCRLF)", "[", "]", "^", ".*", "\\X", "(?i)",
          "\\p{L}",
        ]
      )
    case .numpy:
      return (Inputs.numpy, numbers + ["(", ")", "{", "}", "'<f8'", "'<U9'", "'|O'", "descr", "shape", "fortran_order", "True", "65536"])
    case .nets: return (Inputs.nets, numbers + ["{", "}", "[", ",", ":", "results", "higher_is_better", "acc,none", "null"])
    case .columns: return (try ["earliest", "latest"].map { try Self.file("Tests/Golden/store/\($0).h5") } + [try Inputs.run()], [])
    case .runFile: return ([try Inputs.run()], [])
    case .checkpoint: return ([try Inputs.checkpoint()], [])
    case .journal:
      return ([Array(String(repeating: "{\"path\":[1,2],\"loss\":0.5}\n", count: 4).utf8)], numbers + ["\n", "{", "}", "[", "null", "\""])
    case .spec:
      return (
        try JobKinds.house.all.map { try Self.file("Tests/Golden/jobs/\($0.key).json") },
        numbers + ["{", "}", "[", "null"]
      )
    case .architecture:
      return (
        ["22212220", "MB3_K3,identity,MB6_K5,MB3_K3,identity,identity,MB6_K5,MB3_K3"].map { Array($0.utf8) }, [",", "+", "-", "9", "٣"]
      )
    case .genotype:
      let texts = ["FairDARTS_c", "DARTS_V2"].compactMap { name in Catalogue.genotypes.first { $0.name == name } }
      return (
        try texts.map { Array(try $0.genotype().description.utf8) },
        numbers + ["(", ")", "[", "]", ",", "'", "\"", "none", "noise", ", 2, 0"]
      )
    case .idx: return ([Inputs.idx], [])
    case .records: return ([Inputs.records], [])
    case .deflated: return ([gzip(Inputs.content), gzip([UInt8](repeating: 0, count: 1 << 20))], [])
    case .lzma: return ([xz(Inputs.content), xz([UInt8](repeating: 0, count: 1 << 20))], [])
    case .jpeg:
      let names = ["baseline-420", "progressive-422", "full-444", "grey", "cmyk", "turned-by-exif"]
      return (try names.map { try Self.file("Tests/Golden/imaging/\($0).jpeg") }, [])
    case .png:
      let names = ["rgb", "alpha", "grey-alpha", "palette", "palette-transparent", "bits", "grey-16", "rgb-16", "interlaced", "grey-2"]
      return (try names.map { try Self.file("Tests/Golden/imaging/\($0).png") }, ["IHDR", "IDAT", "IEND", "PLTE", "tRNS", "iCCP", "zTXt"])
    case .bmp:
      let names = ["rgb", "rgba", "palette", "grey", "bits", "top-down", "four-bits"]
      return (try names.map { try Self.file("Tests/Golden/imaging/\($0).bmp") }, ["BM"])
    case .imageList: return ([Array("a/1.jpeg 0\nb/2.png 17\n".utf8)], numbers + ["\n", "../", "65536", "\r", "\t", " "])
    case .prepared: return ([try Inputs.prepared()], ["4294967295", "\n", "[", "-1"])
    case .safetensors:
      return (
        try ["library", "same"].map { try Self.file("Tests/Golden/weights/\($0).safetensors") },
        numbers + ["{", "}", "[", "]", ":", ",", "\"", "F32", "BF16", "dtype", "data_offsets", "__metadata__", "\\u0000"]
      )
    case .verified:
      let line = "stand-alone/\(Inputs.key).h5\t2\t9000\t1790000000000000000\t1790000000000000000\t123456\n"
      return ([Array(String(repeating: line, count: 3).utf8)], numbers + ["\t", "\n", "\r", " ", "../", "\u{0}", "-"])
    case .outlines:
      return ([Array(Inputs.outlines.utf8)], numbers + ["{", "}", "[", "]", ":", ",", "\"", "null", "files", "outline", "inode"])
    case .nights:
      let head = "date,commit,numerics,watch,seed,part,name,value,unit,processor\n"
      let lines = ["row,tau of SPOS,0.25,", "speed,\"c, 1 thread\",0.5,", "canary,smoke/sr-512,ab12,"].map { own in
        "2026-01-01T00:00:00Z,abc,7,0123456789ab,17,\(own),AMD EPYC\n"
      }
      return ([Array((head + lines.joined()).utf8)], numbers + [",", "\"", "\n", "\r\n", "\r", "row", "canary", "nan", "seed"])
    case .reference:
      let values = (0..<10).map { "\($0)" }.joined(separator: ",")
      let text = """
        {"canaries":{"a":"b"},"commits":["c"],"numerics":1,"processors":["p"],"rows":[{"name":"r","seeds":[\(values)],"unit":"","values":[\(values)]}],
        "schema":1,"speeds":[],"watch":"w"}
        """
      return ([Array(text.utf8)], numbers + ["{", "}", "[", "]", ",", ":", "null", "rows", "values", "seeds"])
    case .speeds:
      return (
        [Array(#"{"processor":"p","speeds":[{"name":"c, 1 thread","ratio":0.5}]}"#.utf8)], numbers + ["{", "}", "[", "]", ",", ":", "null"]
      )
    case .watch:
      return (
        [try Self.file("Benchmarks/watch/watched.json")],
        numbers + ["{", "}", "[", "]", ",", ":", "null", "\"\"", "\"grid\"", "\"scale\"", "correlation", "\"at\""]
      )
    case .holder: return ([Array("process 4711 on node-17".utf8)], numbers + ["process ", " on ", " ", "\n", "\u{0}"])
    case .progress:
      return ([Array(#"{"fraction":0.5,"note":"epoch 3 of 8"}"#.utf8)], numbers + ["{", "}", ":", ",", "\"", "null", "\u{1b}"])
    case .graph:
      return (
        [try Self.file("Tests/Golden/weights/graph.pb")],
        ["Conv2D", "Split", "ConcatV2", "BiasAdd", "Const", "stem/kernel/read", "strides", "SAME", "\u{8}\u{1}", "y", ":1"]
      )
    }
  }

  /// How many are read where nothing else is asked for: when soaking a million in all, most of scores, which anyone writes; few where an
  /// input is a process of its own, an experiment or a net.
  func inputs(soaks: Bool) -> Int {
    switch self {
    case .columns: soaks ? 2_000 : 50
    case .csv, .json, .log, .pattern, .numpy, .nets: soaks ? 100_000 : 250
    case .experiment, .declared, .spec, .graph: soaks ? 10_000 : 250
    default: soaks ? 25_000 : 250
    }
  }

  /// Reads one input, which lies at `path` too. Returns where it is understood; what it then says does not matter, except where a
  /// checksum promises it.
  func read(_ input: [UInt8], _ path: String) throws {
    let expected = Expected(path: path, bytes: Inputs.content.count, remedy: "get it")
    switch self {
    case .experiment:
      let experiment = try StrictYAML.decode(RankingExperiment.self, String(decoding: input, as: UTF8.self), file: path)
      _ = try RankingPlan(experiment, data: DataOutline(declared: experiment.data.source))
    case .declared: _ = try ExperimentKinds.house.experiment(reading: String(decoding: input, as: UTF8.self), file: path)
    case .table: _ = try PublishedTable(reading: input, of: Inputs.space, what: "accuracy", source: "somebody")
    case .published: try Self.readForAllRoles(SimulatedTables.file("table.csv", String(decoding: input, as: UTF8.self)))
    case .lookup: _ = try LookupTable(reading: input, of: Inputs.space, file: path)
    case .csv, .json: Self.readAll(try ScoreTable(reading: input, name: path))
    case .log:
      Self.readAll(try ScoreTable(reading: input, name: path, options: ScoreOptions(logPattern: #"arch=(?<arch>\w+) acc (?<acc>\S+)"#)))
    case .pattern:
      let pattern = String(decoding: input, as: UTF8.self)
      Self.readAll(try ScoreTable(reading: Inputs.log, name: path, options: ScoreOptions(logPattern: pattern)))
    case .numpy: Self.readAll(try ScoreTable(reading: input, name: path))
    case .nets: Self.readAll(try ScoreTable(nets: [("a.json", input), ("b.json", Inputs.nets[0])], name: path))
    case .columns:
      let code = try Sitting(["correlate", path, "--x", "one_shot", "--y", "stand_alone/test"], errors: "/dev/null").end()
      if !(0...4).contains(code) { throw Ended(code: code) }
    case .runFile: try same(try RunFile.read(path), try RunFile.read(Inputs.whole("run")))
    case .checkpoint: if let read = try Checkpoint.ifPresent(path) { try same(read.state, Inputs.state) }
    case .journal: _ = try Journal<Inputs.Entry>(path)
    case .spec: _ = try JobKinds.house.job(reading: String(decoding: input, as: UTF8.self))
    case .architecture:
      let text = String(decoding: input, as: UTF8.self)
      for space in Catalogue.spaces { _ = try space.architecture(text) }
    case .genotype: try Space.darts(Genotype(String(decoding: input, as: UTF8.self)), channels: 4, cells: 3).validate()
    case .idx: _ = try IDX.payload(input, extents: [3, 2, 2], expected)
    case .records: _ = try RecordFormat.cifar10.images([(input, expected)])
    case .deflated: try same(try inflateGzip(input, expected), Inputs.content)
    case .lzma: try same(try decodeXZ(input, expected), Inputs.content)
    case .jpeg, .png, .bmp: _ = try RGBImage(decoding: input, of: path)
    case .imageList: _ = try ImageFolder(path, list: path)
    case .prepared:
      if let data = try PreparedFile(path, key: Inputs.key).read() {
        try same(data.training.raw.pixels, try Inputs.data().training.raw.pixels)
      }
    case .verified: _ = Results(try Self.moved(path, to: "verified.tsv"))
    case .outlines: _ = Surroundings(results: Results(try Self.moved(path, to: "images.json")), environment: [:])
    case .holder: _ = try JobLock.holder(path)
    case .nights: _ = try NightHistory(reading: try Self.moved(path, to: "nights.csv"))
    case .reference: _ = try NightReference.read(path)
    case .speeds: _ = try MeasuredSpeeds(reading: path, of: nil)
    case .watch: _ = try Watch(reading: String(decoding: input, as: UTF8.self), file: path)
    case .progress: _ = JobProgress(line: input)
    case .graph: _ = try GraphNetwork(GraphDef(reading: path))
    case .safetensors:
      let file = try SafetensorsFile(reading: path)
      for tensor in file.tensors where tensor.type != .integer64 { _ = try file.floats(tensor) }
    }
  }

  /// Asks a table of scores for all that it can give.
  private static func readAll(_ table: ScoreTable) {
    for column in table.columns + table.lists {
      _ = column.words()
      do { _ = try column.numbers() } catch { continue }
    }
  }

  /// A table that somebody published, in each role that one can have, the others being sound; the last role's error is left.
  private static func readForAllRoles(_ file: PublishedFile) throws {
    let whole = SimulatedTables.files()
    let roles: [() throws -> Void] = [
      { _ = try PublishedCells(supernets: file, trained: whole.cells) },
      { _ = try PublishedCells(supernets: whole.supernets, trained: file) },
      { _ = try AngleRanks(file) }, { _ = try RandomNets(file, random: RandomStream(seed: 1, "fuzz")) },
      { _ = try SearchLogs(epochs: file, final: whole.finalSkips) },
    ]
    for read in roles { do { try read() } catch is AnalysisError { continue } }
    _ = try SearchLogs(epochs: whole.skips, final: file)
  }

  /// Whether an error is one of those that say what is wrong and what to do.
  func names(_ error: any Error) -> Bool {
    switch self {
    case .experiment, .declared: error is ExperimentError || error is SpaceError
    case .nights, .reference, .speeds, .watch: error is ExperimentError || error is StoreError
    case .table, .published, .lookup: error is AnalysisError
    case .csv, .json, .log, .pattern, .numpy, .nets: error is ScoresError
    case .runFile, .checkpoint, .journal, .holder: error is StoreError
    case .verified, .outlines, .progress: false
    case .jpeg, .png, .bmp: error is ImagingError
    case .columns: false
    case .spec: error is WorkError
    case .architecture, .genotype: error is SpaceError
    case .safetensors: error is WeightsError
    case .graph: error is WeightsError || error is SpaceError
    case .idx, .records, .deflated, .lzma, .prepared, .imageList: error is DatasetError
    }
  }

  /// The command ended by a signal, or with a code that means nothing.
  struct Ended: Error { let code: Int32 }

  /// A content whose checksum was wrong, and nobody noticed.
  struct Changed: Error {}

  private func same<Value: Equatable>(_ found: Value, _ expected: Value) throws { if found != expected { throw Changed() } }

  /// The folder of an input, which lies there under this name.
  private static func moved(_ path: String, to name: String) throws -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    guard rename(path, "\(folder)/\(name)") == 0 else { throw CocoaError(.fileWriteUnknown) }
    return folder
  }

  private static func file(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(Fixtures.root)/\(name)"))) }
}
