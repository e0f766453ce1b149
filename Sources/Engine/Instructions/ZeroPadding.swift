internal import CKernels

/// Channels of zeros among those that enter: x [rows][n], z [rows][m] with z[⌊c · m/n⌋] = x[c], so that equal groups of x lie in equal
/// groups of z.
public struct ZeroPadding: Instruction {
  public let name: String, input: View, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, output: View, adds: Bool = false, name: String = "padding") {
    precondition(output.channels >= input.channels && output.shape.rows == input.shape.rows, "\(name) has unlike shapes")
    (self.name, self.input, self.output, self.adds) = (name, input, output, adds)
  }

  /// Where channel c of so many goes.
  public static func place(_ channel: Int, of inputs: Int, in outputs: Int) -> Int { channel * outputs / inputs }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: Slice.chunkRows * (2 * input.channels + output.channels), channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  /// Channels that lie equally far apart on both sides: x from `first` on, every `period`-th.
  private var runs: [(count: Int, from: Int, step: Int, to: Int, apart: Int)] {
    let n = input.channels, m = output.channels, common = Self.divisor(n, m), period = n / common
    return (0..<period).map { (common, $0, period, Self.place($0, of: n, in: m), m / common) }
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let strided = memory.kernels.pointee.strided, runs = runs
    output.beginProducing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let x = input.read(memory, rows.lowerBound, rows.count, room: memory.scratch), z = memory.rows(output.tensor, rows.lowerBound)
      z.update(repeating: 0, count: rows.count * output.channels)
      for run in runs {
        strided(0, rows.count, run.count, x + run.from, input.channels, run.step, z + run.to, output.channels, run.apart)
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let strided = memory.kernels.pointee.strided, runs = runs
    input.beginClosing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      let dx = input.slopes ? memory.scratch + Slice.chunkRows * output.channels : memory.rows(gradient, rows.lowerBound)
      if !adds || input.slopes { dx.update(repeating: 0, count: rows.count * input.channels) }
      for run in runs {
        strided(1, rows.count, run.count, dz + run.to, output.channels, run.apart, dx + run.from, input.channels, run.step)
      }
      if input.slopes { input.give(sloping: dx, memory, rows.lowerBound, rows.count, adds: adds) }
      input.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
