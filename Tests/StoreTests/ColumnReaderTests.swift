import Fixtures
import FoundationEssentials
import Store
import Testing

/// The layouts in which others write scores as HDF5: the same twelve nets in each.
@Suite struct ColumnReaderTests {
  private static let hasPython = ForeignReadersTests.hasPython
  private static let hasTables = Python.has("pandas", "tables")

  private static let x = (0..<12).map { 1.5 * Double($0) }, y = x.reversed().map { $0 * $0 }
  private static let nets = (0..<12).map { "n\($0 < 10 ? "0" : "")\($0)" }

  /// Runs Python with the path of the file as its first argument and `layout` as its second.
  private func write(_ path: String, _ layout: String = "", _ script: String) {
    #expect(run("\(Python.program) - \(path) \(layout) <<'END'\n\(script)\nEND").status == 0)
  }

  private func values(_ read: StoredColumns, _ name: String) -> StoredColumn.Values? { read.columns.first { $0.name == name }?.values }

  @Test(
    .enabled(if: hasPython, "h5py is absent: pip install h5py"),
    arguments: ["vectors", "user-block", "n-by-1", "1-by-n", "compound", "group-per-net", "runs-per-net", "unwritten"])
  func everyLayoutHoldsTheSameColumns(layout: String) throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    write(
      path, layout,
      """
      import h5py, numpy as n, sys
      x = n.arange(12) * 1.5; y = x[::-1] ** 2; a = ["n%02d" % i for i in range(12)]; layout = sys.argv[2]
      f = h5py.File(sys.argv[1], "w", userblock_size=1024 if layout == "user-block" else 0)
      for k, v in (("one_shot", x), ("stand_alone", y)):
          if layout in ("vectors", "user-block", "unwritten"): f[k] = v
          if layout == "n-by-1": f[k] = v[:, None]
          if layout == "1-by-n": f[k] = v[None, :]
          for i in range(12):
              if layout == "group-per-net": f[a[i] + "/" + k] = v[i]
              if layout == "runs-per-net": f["nets/" + a[i] + "/" + k] = [v[i]] if k == "one_shot" else [v[i], v[i] + 1]
      if layout == "unwritten": f.create_dataset("log/loss", (1000000,), "f4", chunks=(1000,), compression="gzip")[:10] = 1
      if layout == "compound":
          f["t"] = n.array(list(zip([s.encode() for s in a], x, y)), dtype=[("arch", "S4"), ("one_shot", "f8"), ("stand_alone", "f8")])
      """)
    let read = try Columns.read(path), isPerNet = layout.hasSuffix("per-net")
    #expect(values(read, "one_shot") == .numbers(Self.x))
    #expect(values(read, layout == "runs-per-net" ? "stand_alone[0]" : "stand_alone") == .numbers(Self.y))
    #expect(values(read, layout == "compound" ? "arch" : "key") == (layout == "compound" || isPerNet ? .texts(Self.nets) : nil))
    #expect(read.keys == (isPerNet ? "key" : nil))
    if layout == "runs-per-net" { #expect(read.columns.last?.group == "stand_alone") }
    if case .unreadable(let reason)? = values(read, "log/loss") {
      #expect(reason.contains("1000000 values"))
    } else {
      #expect(layout != "unwritten")
    }
  }

  @Test(.enabled(if: hasTables, "PyTables is absent: pip install tables"), arguments: ["fixed", "table", "range"])
  func framesOfPandasAreTables(format: String) throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    write(
      path, format,
      """
      import numpy as n, pandas, sys
      x = n.arange(12) * 1.5
      d = pandas.DataFrame(dict(one_shot=x, stand_alone=x[::-1] ** 2, depth=range(12)), index=["n%02d" % i for i in range(12)])
      if sys.argv[2] == "fixed": d.to_hdf(sys.argv[1], key="df")
      if sys.argv[2] == "table": d.to_hdf(sys.argv[1], key="df", format="table", data_columns=True)
      if sys.argv[2] == "range": d.reset_index(drop=True).to_hdf(sys.argv[1], key="df")
      """)
    let read = try Columns.read(path)
    #expect(values(read, "one_shot") == .numbers(Self.x) && values(read, "stand_alone") == .numbers(Self.y))
    #expect(values(read, "depth") == .numbers((0..<12).map(Double.init)))
    #expect(values(read, "index") == (format == "range" ? nil : .texts(Self.nets)))
    #expect(read.keys == (format == "range" ? nil : "index"))
  }

  @Test(.enabled(if: hasPython, "h5py is absent: pip install h5py")) func aMissingFilterIsNamed() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    write(
      path,
      "",
      """
      import h5py, sys
      f = h5py.File(sys.argv[1], "w")
      f.create_dataset("x", data=[1.0] * 5000, compression="lzf"); f["y"] = [1.0, 2.0]
      """)
    let read = try Columns.read(path)
    guard case .unreadable(let reason)? = values(read, "x") else {
      Issue.record("the column is not there as expected")
      return
    }
    #expect(reason.contains("compressed with lzf") && reason.contains("h5repack"))
    #expect(values(read, "y") == .numbers([1, 2]), "what nobody asks for is not judged")
  }

  @Test(.enabled(if: hasPython, "h5py is absent: pip install h5py")) func aPlaceIsReadAlone() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    write(path, "", "import h5py, sys; f = h5py.File(sys.argv[1], 'w'); f['a/x'] = [1.0, 2.0]; f['b/x'] = [3.0, 4.0]")
    #expect(try Columns.read(path, at: "b").columns == [StoredColumn("x", .numbers([3, 4]))])
    #expect(try Columns.read(path, at: "a/x").columns == [StoredColumn("x", .numbers([1, 2]))])
    #expect(throws: StoreError.noObject(path: path, name: "c", known: ["a", "b"])) { try Columns.read(path, at: "c") }
  }
}
