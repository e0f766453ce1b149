/// Channels of zeros among those that enter: x [rows][n], z [rows][m] with z[⌊c · m/n⌋] = x[c], so that equal groups of x lie in equal
/// groups of z.
public struct ZeroPadding: Instruction {
  public let name: String, input: View, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool
  private let runs: ChannelRuns

  public init(_ input: View, output: View, adds: Bool = false, name: String = "padding") {
    precondition(output.channels >= input.channels && output.shape.rows == input.shape.rows, "\(name) has unlike shapes")
    (self.name, self.input, self.output, self.adds) = (name, input, output, adds)
    let n = input.channels, m = output.channels, common = Self.divisor(n, m), period = n / common
    runs = ChannelRuns(
      runs: (0..<period).map { ChannelRuns.Run(count: common, from: $0, step: period, to: Self.place($0, of: n, in: m), apart: m / common) }
    )
  }

  /// Where channel c of so many goes.
  public static func place(_ channel: Int, of inputs: Int, in outputs: Int) -> Int { channel * outputs / inputs }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs { ChannelRuns.needs(input, output) }
  public var parameters: [Parameter] { output.parameters }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  public func forward(_ memory: Memory, _ slice: Slice) {
    runs.forward(memory, slice, input, output, clears: output.channels > input.channels)
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) { runs.backward(memory, slice, input, output, adds: adds) }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
