/// How a run file came to be: what may differ between two runs with the same bits.
public struct Provenance: Hashable, Sendable {
  /// Revision of the sources, "unknown" where it could not be had, and whether they were changed since.
  public var commit: String, dirty: Bool
  public var compiler: String, cpu: String
  /// Level of the engine's kernels: "baseline", "avx2", "avx512".
  public var kernels: String
  /// OpenBLAS's build text, the core it chose, and its threads.
  public var blasBuild: String, blasCore: String, blasThreads: Int
  /// UTC, ISO 8601.
  public var started: String
  public var expense: Expense

  /// Where `cpu` is not given it is this machine's.
  public init(
    commit: String, dirty: Bool, compiler: String, cpu: String = Provenance.cpuModel(), kernels: String, blasBuild: String,
    blasCore: String,
    blasThreads: Int, started: String, expense: Expense
  ) {
    (self.commit, self.dirty, self.compiler, self.cpu, self.kernels) = (commit, dirty, compiler, cpu, kernels)
    (self.blasBuild, self.blasCore, self.blasThreads) = (blasBuild, blasCore, blasThreads)
    (self.started, self.expense) = (started, expense)
  }

  /// The processor's name as the kernel gives it, "unknown" where it gives none.
  public static func cpuModel() -> String {
    do {
      let lines = String(decoding: try readFile("/proc/cpuinfo", limit: 1 << 20), as: UTF8.self).split(separator: "\n")
      let words = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
      return words.map { String($0.drop { $0 == " " }) } ?? "unknown"
    } catch {
      return "unknown"
    }
  }
}

extension Provenance {
  /// Arrays of this folder are left out of a file's result digest.
  static let folder = "provenance"

  /// One array of one value for each field.
  var arrays: [NamedArray] {
    func text(_ name: String, _ value: String, _ about: String) -> NamedArray {
      NamedArray("\(Self.folder)/\(name)", .texts([value]), about)
    }
    return [
      text("commit", commit, "revision of the sources"),
      text("dirty", dirty ? "yes" : "no", "whether the sources were changed since that revision"),
      text("compiler", compiler, "compiler"),
      text("cpu", cpu, "processor"),
      text("kernels", kernels, "instruction set of the engine's kernels"),
      text("blas_build", blasBuild, "OpenBLAS as built"),
      text("blas_core", blasCore, "core type that OpenBLAS chose"),
      NamedArray("\(Self.folder)/blas_threads", .integers([blasThreads]), "threads of OpenBLAS"),
      text("started", started, "when the job started, UTC"),
      NamedArray("\(Self.folder)/wall_time", .doubles([expense.wallSeconds]), unit: "s", "wall-clock time of the job, all its sessions"),
      NamedArray("\(Self.folder)/cpu_time", .doubles([expense.cpuSeconds]), unit: "s", "processor time of the job, all its sessions"),
      NamedArray("\(Self.folder)/peak_memory", .integers([expense.peakBytes]), unit: "byte", "largest resident memory"),
    ]
  }

  init(_ arrays: ArrayReader) throws(StoreError) {
    func text(_ name: String) throws(StoreError) -> String { try arrays.text("\(Self.folder)/\(name)") }
    self.init(
      commit: try text("commit"), dirty: try text("dirty") == "yes", compiler: try text("compiler"), cpu: try text("cpu"),
      kernels: try text("kernels"), blasBuild: try text("blas_build"), blasCore: try text("blas_core"),
      blasThreads: try arrays.integer("\(Self.folder)/blas_threads"), started: try text("started"),
      expense: Expense(
        wallSeconds: try arrays.number("\(Self.folder)/wall_time"), cpuSeconds: try arrays.number("\(Self.folder)/cpu_time"),
        peakBytes: try arrays.integer("\(Self.folder)/peak_memory")))
  }
}
