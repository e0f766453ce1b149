/// A number that an instruction reads when it runs: a constant, or a slot in the arena that is set before a pass.
///
/// Setting a slot lowers nothing: mixture weights and scheduled rates change from pass to pass while plans stay.
public enum Scalar: Hashable, Sendable {
  case constant(Double)
  case slot(ScalarSlot)

  func value(_ memory: Memory) -> Double {
    switch self {
    case .constant(let value): value
    case .slot(let slot): slot.value(memory)
    }
  }
}

/// One Double in the arena.
public struct ScalarSlot: Hashable, Sendable {
  let offset: Int

  public init(_ layout: inout Layout) { offset = layout.reserveDoubles(1) }

  public func value(_ memory: Memory) -> Double { pointer(memory).pointee }
  public func set(_ value: Double, _ memory: Memory) { pointer(memory).pointee = value }

  private func pointer(_ memory: Memory) -> UnsafeMutablePointer<Double> { memory.doubles + offset }
}
