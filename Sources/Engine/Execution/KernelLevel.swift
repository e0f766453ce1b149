package import CKernels

/// The instruction sets that kernels are compiled for; all give the same bits.
public enum KernelLevel: String, CaseIterable, Codable, Sendable {
  case baseline, avx2, avx512

  /// The best that this CPU has.
  public static var best: KernelLevel { allCases.last { $0.isAvailable } ?? .baseline }

  public var isAvailable: Bool { kernels_at(number) != nil }

  /// Throws `noKernels` where this CPU lacks the instructions.
  package func table() throws(EngineError) -> UnsafePointer<Kernels> {
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
