import Digests
import Fixtures
import Glibc
import Store
import Testing

/// Run files in the hands of other programs, and their files in ours.
@Suite struct ForeignReadersTests {
  static let hasDump = run("h5dump --version").status == 0
  static let hasPython = Python.has("h5py", "numpy")

  @Test(.enabled(if: hasDump, "h5dump is absent: apt install hdf5-tools"))
  func h5dumpShowsNamesValuesUnitsAndSentences() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try Samples.evaluation.write(to: path)
    let text = run("h5dump \(path)").output
    for part in [
      "DATASET \"accuracy\"", "\"nat\"", "mean loss of each architecture", "\"recalibrated(images: 1000)\"",
      "(0): \"0-0\", \"0-1\", \"1-1\"",
      "DATASET \"cpu_time\"", "(2,0): 5, 0", #""rate":0.1}"#, Samples.evaluation.runFile.contentDigest.hex,
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test(.enabled(if: hasPython, "h5py is absent: pip install h5py"))
  func h5pyReadsWhatWasWritten() throws {
    let folder = try TemporaryFolder(), path = folder["run.h5"]
    try Samples.file.write(to: path)
    let script = """
      import h5py, hashlib, sys
      f = h5py.File(sys.argv[1])
      assert f["history/loss"][:].tolist() == [2.5, 1.25, float("inf")]
      assert f["history/loss"].attrs["unit"].decode() == "nat"
      assert f["history/loss"].fletcher32
      assert f["history/epoch"][:].tolist() == [1, 2, 2**63 - 1]
      assert f["weights"].shape == (2, 3) and f["weights"].dtype == "float32" and f["weights"][0, 1] == -2
      assert f["architectures"].asstr()[:].tolist() == ["a|b", "größer", ""]
      assert f["nothing"].shape == (0,)
      assert f["provenance/dirty"].asstr()[0] == "yes"
      assert hashlib.sha256(f["spec"].asstr()[0].encode()).hexdigest() == f.attrs["spec_digest"].decode()
      print("read")
      """
    let result = run("\(Python.program) - \(path) 2>&1 <<'END'\n\(script)\nEND")
    #expect(result.status == 0 && result.output == "read\n", "\(result.output)")
  }

  @Test(.enabled(if: hasPython, "h5py is absent: pip install h5py"))
  func columnsOfAnyNumericTypeAreFoundAnywhere() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    let script = """
      import h5py, numpy as n, sys
      f = h5py.File(sys.argv[1], "w")
      f["z/one_shot"] = n.array([0.5, 0.25, n.nan])
      f.create_dataset("acc", data=n.arange(5000, dtype=">f4"), compression="gzip")
      f["macs"] = n.array([1, 2, 3], dtype="u2")
      f["matrix"] = n.zeros((2, 2)); f["scalar"] = 1.0; f["text"] = ["a", "b"]
      f["loop"] = h5py.SoftLink("/nowhere"); f["round"] = h5py.SoftLink("/z")
      f.create_dataset("claim", shape=(1 << 60,), dtype="f8", chunks=(1024,))
      """
    #expect(run("\(Python.program) - \(path) <<'END'\n\(script)\nEND").status == 0)
    let read = try Columns.read(path), columns = Dictionary(uniqueKeysWithValues: read.columns.map { ($0.name, $0) })
    #expect(Set(columns.keys) == ["acc", "macs", "matrix[0]", "matrix[1]", "round/one_shot", "text", "z/one_shot"])
    #expect(columns["acc"]?.values == .numbers((0..<5_000).map(Double.init)) && columns["macs"]?.values == .numbers([1, 2, 3]))
    #expect(columns["matrix[1]"] == StoredColumn("matrix[1]", group: "matrix", .numbers([0, 0])))
    #expect(columns["text"]?.values == .texts(["a", "b"]))
    guard case .numbers(let values)? = columns["z/one_shot"]?.values else {
      Issue.record("the column is not there as expected")
      return
    }
    #expect(values[..<2] == [0.5, 0.25] && values[2].isNaN)
    #expect(read.notes.count == 1 && read.notes[0].contains("claim") && read.notes[0].contains("scalar"))
  }
}

/// Runs a shell command; its exit status and standard output.
func run(_ command: String) -> (status: Int32, output: String) {
  guard let pipe = popen("exec 2>/dev/null; \(command)", "r") else { return (-1, "") }
  var bytes: [UInt8] = []
  while case let byte = fgetc(pipe), byte != EOF { bytes.append(UInt8(byte)) }
  return (pclose(pipe), String(decoding: bytes, as: UTF8.self))
}
