internal import CKernels
internal import Streams

/// Dropout (Srivastava et al. 2014) or drop-path (Larsson et al. 2017): zeroes numbers, or whole images, with probability `rate`,
/// and divides the others by 1 − rate.
///
/// Only training drops; in the other modes the output is the input. What is dropped depends on the pass's stream, the
/// instruction's name and the image's number alone, so that backward draws the same again and nothing is stored.
public struct Dropout: Instruction {
  public enum Unit: Hashable, Sendable { case number, image }

  public let name: String, input: View, rate: Scalar, unit: Unit, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, rate: Scalar, unit: Unit = .number, output: View, adds: Bool = false, name: String) {
    precondition(output.shape == input.shape, "\(name) writes another shape")
    self.name = name
    self.input = input
    self.rate = rate
    self.unit = unit
    self.output = output
    self.adds = adds
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(scratch: 2 * floats, channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  private var floats: Int { input.shape.positions * input.channels }

  /// Multiplies one image's numbers by 0 or 1/(1 − rate).
  private func drop(_ memory: Memory, _ image: Int, _ x: UnsafeMutablePointer<Float>) {
    let rate = rate.value(memory)
    guard memory.mode.isTraining, rate > 0 else { return }
    guard var random = memory.mode.random?.child(name).child(image) else {
      preconditionFailure("\(name) drops at random: give the pass's mode a stream")
    }
    let kept = Float(1 / (1 - rate))
    switch unit {
    case .number: for i in 0..<floats { x[i] *= random.unit() < rate ? 0 : kept }
    case .image:
      let factor = random.unit() < rate ? 0 : kept
      for i in 0..<floats { x[i] *= factor }
    }
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions
    output.beginProducing(memory, slice)
    for image in slice.images {
      let z = memory.rows(output.tensor, image * positions)
      input.read(memory, image * positions, positions, into: z)
      drop(memory, image, z)
      output.observe(memory, positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions
    input.beginClosing(memory, slice)
    for image in slice.images {
      output.derive(memory, image * positions, positions, into: memory.scratch)
      drop(memory, image, memory.scratch)
      input.give(sloping: memory.scratch, memory, image * positions, positions, adds: adds)
      input.close(memory, image * positions, positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
