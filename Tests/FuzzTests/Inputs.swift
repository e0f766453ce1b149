import Datasets
import Digests
import Fixtures
import FoundationEssentials
import Spaces
import Store

/// Small sound inputs of every kind.
enum Inputs {
  static let delimited =
    [
      "net,one_shot,stand_alone\nn1,0.5,93.25\nn2,0.25,92\nn3,1e-3,91.5\n", "\u{FEFF}x\ty\r\n1\t2\r\n\r\n3\t4\r\n",
      "\"x\";\"the \"\"y\"\"\nof all\"\n1;-2\n 3 ;4\n", "1,2\n3,4\n", "| a | x |\n|---|:-:|\n| n1 | 1 |\n| n2 | 90.5 % |\n",
      "# x y\n1  2\n 3\t4\n", "sep=;\na;x\nn1;1,5\nn2;2,25\n", ",x,\nn1,1,\nn2,,\n",
    ].map { Array($0.utf8) } + [gzip(Array("x,y\n1,2\n".utf8)), sixteenBit, thirtyTwoBit, Array("x,y\r1,2\r3,\"4\"\r".utf8)]
  private static let sixteenBit: [UInt8] = [0xFF, 0xFE, 120, 0, 10, 0, 49, 0, 10, 0]
  private static let thirtyTwoBit = Array("x;y\n1;2\n".utf8).flatMap { [0, 0, 0, $0] as [UInt8] }
  static let json = [
    #"[{"x": 1, "y": -2.5e3, "name": "aé\n"}, {"x": 2, "y": null, "name": "b"}]"#, #"{"x": [1, 2, [3, {"z": []}]], "y": [true, NaN, 0]}"#,
    #"{"n0": {"x": 1, "acc": [1, 2]}, "n1": {"x": 2, "acc": [3]}, "n2": null}"#,
    "{(0, 1): {'x': np.float64(1.5), 'y': None}, (1, 1): {'x': inf}}",
    #"{"columns": ["x"], "index": ["a", "b"], "data": [[1], [2]]}"#, "{\"x\": 1}\n{\"x\": 2, \"m\": {\"y\": 3}}\n",
    #"{"a": {"b": {"n0": {"x": 1}, "n1": {"x": 2}}}, "c": [1]}"#,
  ].map { Array($0.utf8) }
  static let log = Array("epoch 1\n[1] arch=a0 acc 90.5 arch=b acc nan\n\narch=c acc 91\n".utf8)
  static let nets = [
    #"{"results": {"t": {"acc,none": 0.5, "acc_stderr,none": 0.1}}, "configs": {}, "higher_is_better": {"t": {"acc": true}}}"#,
    #"{"acc": 1, "m": {"x": [1, 2]}}"#,
  ].map { Array($0.utf8) }
  static let numpy = [
    npy("'<f8', 'fortran_order': False, 'shape': (3,)"), npy("[('a', '<U2'), ('x', '<i4')], 'fortran_order': True, 'shape': (2,)"),
  ]

  private static func npy(_ header: String) -> [UInt8] {
    let text = "{'descr': \(header), }\n"
    var bytes: [UInt8] = [0x93]
    bytes += Array("NUMPY".utf8)
    bytes += [1, 0, UInt8(text.utf8.count), 0]
    bytes += Array(text.utf8)
    return bytes + [UInt8](repeating: 63, count: 24)
  }

  static let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8, 8], depths: [2, 2], head: 16)
  static let tables = [
    #"{"0000": {"test_acc": [90, 91.5, 92]}, "2121": {"test_acc": [1e1], "mean_acc": 10}, "MB3_K3,identity,MB6_K5,MB3_K3": {"test_acc": [0, 100]}}"#
  ].map { Array($0.utf8) }

  /// Of latencies, one row a candidate.
  static let lookup = Array(
    ("place,operation,milliseconds\nfixed,,1.5\n"
      + space.choices.flatMap { choice in choice.candidates.map { "\(choice.name),\($0.name),0.25\n" } }.joined()).utf8)

  static let content = (0..<3_000).map { UInt8($0 / 7 % 251) }
  static let idx: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { UInt8($0) }
  static let records = (0..<3 * 3_073).map { UInt8($0 % 10) }

  struct Entry: Codable, Sendable {
    var path: [Int], loss: Double?
  }

  /// What planning keeps of a data set.
  static let outlines = #"""
    {"fashion-mnist":{"files":{"/data/train.gz":{"changed":1790000000000000000,"inode":7,"modified":1790000000000000000,"size":26421880}},\#
    "outline":{"classes":10,"digest":"\#(key)","shape":{"channels":1,"height":28,"width":28},"test":10000,"training":60000}}}
    """#

  static let key = Digest(of: "key".utf8)
  static func data() throws -> PreparedData {
    let source = SyntheticImages(training: 60, test: 20, height: 5, width: 4, channels: 3)
    return try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(validation: 10, recalibration: 4))
  }

  static func prepared() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try PreparedFile("", key: key).content(of: try data()) { bytes += $0 }
    return bytes
  }

  /// A run file with arrays of every type.
  static func run() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: try whole("run")))) }

  static let state = #"{"step":3}"#
  static func checkpoint() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: try whole("checkpoint")))) }

  private static let folder = Result { try TemporaryFolder() }

  /// The path of a whole file of ours, written once a process.
  static func whole(_ name: String) throws -> String {
    let path = try folder.get()[name]
    if FileManager.default.fileExists(atPath: path) { return path }
    let provenance = Provenance(
      commit: "abc", dirty: false, compiler: "swift", cpu: "cpu", kernels: "avx2", blasBuild: "OpenBLAS", blasCore: "Zen", blasThreads: 1,
      started: "2026-01-01T00:00:00Z", expense: .none)
    let header = RunHeader(spec: #"{"kind":"sample"}"#, provenance: provenance)
    let arrays = [
      NamedArray("history/loss", .doubles([2.5, 1.25, .infinity]), unit: "nat", "mean training loss"),
      NamedArray("weights", shape: [20, 30], .floats((0..<600).map { Float($0) })), NamedArray("names", .texts(["a", "größer", ""])),
      NamedArray("nothing", .integers([])),
    ]
    if name == "checkpoint" {
      try Checkpoint(header: header, state: state, content: arrays).write(to: path)
    } else {
      try RunFile(kind: "sample", schema: 1, header: header, arrays: arrays).write(to: path)
    }
    return path
  }
}
