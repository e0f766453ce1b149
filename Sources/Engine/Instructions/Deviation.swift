/// The standard deviation (n − 1) of all numbers of a view over the whole batch, left in a slot; nothing flows back.
public struct Deviation: Instruction {
  public let name: String, input: View, slot: ScalarSlot
  private let sums: Sums

  /// Room for each slice's sums.
  public struct Sums: Hashable, Sendable {
    fileprivate let offset: Int

    public init(_ layout: inout Layout, slices: Int) { offset = layout.reserveDoubles(2 * slices) }

    fileprivate func of(_ slice: Int, _ memory: Memory) -> UnsafeMutablePointer<Double> { memory.doubles + offset + 2 * slice }
  }

  public init(_ input: View, slot: ScalarSlot, _ sums: Sums, name: String) {
    self.name = name
    self.input = input
    self.slot = slot
    self.sums = sums
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [] }
  public var barrier: Barrier { .forward }
  public var needs: Needs { Needs(scratch: Slice.chunkRows * input.channels) }

  public func forward(_ memory: Memory, _ slice: Slice) {
    var sum = 0.0, squares = 0.0
    for rows in slice.chunks(input.shape.positions) {
      let x = input.read(memory, rows.lowerBound, rows.count, room: memory.scratch)
      for i in 0..<rows.count * input.channels {
        let value = Double(x[i])
        sum += value
        squares += value * value
      }
    }
    (sums.of(slice.index, memory)[0], sums.of(slice.index, memory)[1]) = (sum, squares)
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    guard share.index == 0 else { return }
    var sum = 0.0, squares = 0.0
    for slice in 0..<sample.slices {
      sum += sums.of(slice, memory)[0]
      squares += sums.of(slice, memory)[1]
    }
    let count = Double(sample.images * input.shape.positions * input.channels)
    slot.set((max(0, squares - sum * sum / count) / max(1, count - 1)).squareRoot(), memory)
  }

  public func backward(_ memory: Memory, _ slice: Slice) {}
}
