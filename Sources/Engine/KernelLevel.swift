internal import CKernels
internal import COpenBLAS

/// The instruction sets that kernels are compiled for; all give the same bits.
public enum KernelLevel: String, CaseIterable, Codable, Sendable {
  case baseline, avx2, avx512

  /// The best that this CPU has.
  public static var best: KernelLevel { allCases.last { $0.isAvailable } ?? .baseline }

  public var isAvailable: Bool { kernels_at(number) != nil }

  func table() throws(EngineError) -> UnsafePointer<Kernels> {
    guard let table = kernels_at(number) else { throw .noKernels(level: self) }
    return table
  }

  private var number: Int32 {
    switch self {
    case .baseline: 0
    case .avx2: 1
    case .avx512: 2
    }
  }
}

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
}
