internal import COpenBLAS

/// The OpenBLAS that runs: what a result's provenance says of it.
public struct BLAS: Hashable, Sendable {
  /// Its build string, for example "OpenBLAS 0.3.21 DYNAMIC_ARCH … Haswell", and the CPU type whose kernels it chose.
  public let build, core: String
  public let threads: Int

  public static var running: BLAS {
    BLAS(
      build: String(cString: openblas_get_config()), core: String(cString: openblas_get_corename()),
      threads: Int(openblas_get_num_threads()))
  }

  /// It must not bring threads of its own: parallelism is the team's, and its bits change with its thread count.
  static func useOneThread() throws(EngineError) {
    openblas_set_num_threads(1)
    let threads = Int(openblas_get_num_threads())
    guard threads == 1 else { throw .blasThreads(threads) }
  }
}
