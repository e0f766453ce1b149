internal import CKernels
internal import Streams

/// Random numbers added to a view, or multiplied with it, while training; or random numbers that stand alone.
///
/// `gaussian`: z = x + mean + amount · N(0, 1); `uniform`: z = x + mean + amount · U(−1, 1); `factor`: z = x · (1 + amount · N(0, 1)).
/// With `spread` the amount is multiplied by that slot, the input's deviation, which counts as a constant in backward (Chu et al.
/// 2020, NoisyDARTS). As with `Dropout`, what is drawn depends on the pass's stream, the name and the image's number alone. Numbers
/// that stand alone are drawn in every mode; where the mode has no stream, all images have the same ones.
public struct Noise: Instruction {
  public enum Law: String, Codable, CaseIterable, Hashable, Sendable { case gaussian, uniform, factor }

  public let name: String, input: View?, law: Law, mean: Double, amount: Scalar, spread: ScalarSlot?, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  /// - Parameter input: nil for numbers that stand alone.
  public init(
    _ input: View?, _ law: Law = .gaussian, mean: Double = 0, amount: Scalar = .constant(1), spread: ScalarSlot? = nil, output: View,
    adds: Bool = false, name: String
  ) {
    precondition(input.map { $0.shape == output.shape } ?? true, "\(name) writes another shape")
    self.name = name
    self.input = input
    self.law = law
    self.mean = mean
    self.amount = amount
    self.spread = spread
    self.output = output
    self.adds = adds
  }

  public var reads: [View] { input.map { [$0] } ?? [] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input?.closingBarrier ?? []) }
  public var needs: Needs { Needs(scratch: 2 * floats, channels: max(input?.closingChannels ?? 0, output.producingChannels)) }
  public var parameters: [Parameter] { output.parameters }

  private var floats: Int { output.shape.positions * output.channels }

  /// What the pass draws for one image; nil where it draws nothing.
  private func stream(_ memory: Memory, _ image: Int) -> RandomStream? {
    if input == nil { return memory.mode.random.map { $0.child(name).child(image) } ?? RandomStream(seed: 0, name) }
    guard memory.mode.isTraining else { return nil }
    guard let random = memory.mode.random else { preconditionFailure("\(name) draws at random: give the pass's mode a stream") }
    return random.child(name).child(image)
  }

  /// A standard normal for every number of an image.
  private func normals(_ random: inout RandomStream, _ body: (Int, Double) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 256) { room in
      guard let numbers = room.baseAddress else { return }
      for first in stride(from: 0, to: floats, by: 256) {
        let count = min(256, floats - first)
        random.normals(count, into: numbers)
        for i in 0..<count { body(first + i, numbers[i]) }
      }
    }
  }

  private func amount(_ memory: Memory) -> Double { amount.value(memory) * (spread?.value(memory) ?? 1) }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let positions = output.shape.positions, amount = amount(memory)
    output.beginProducing(memory, slice)
    for image in slice.images {
      let z = memory.rows(output.tensor, image * positions)
      if let input { input.read(memory, image * positions, positions, into: z) } else { z.update(repeating: 0, count: floats) }
      if var random = stream(memory, image) {
        switch law {
        case .gaussian: normals(&random) { i, number in z[i] += Float(mean + amount * number) }
        case .uniform: for i in 0..<floats { z[i] += Float(mean + amount * (2 * random.unit() - 1)) }
        case .factor: normals(&random) { i, number in z[i] *= Float(1 + amount * number) }
        }
      }
      output.observe(memory, positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let input else { return }
    let positions = output.shape.positions, amount = amount(memory), dz = memory.scratch
    input.beginClosing(memory, slice)
    for image in slice.images {
      output.derive(memory, image * positions, positions, into: dz)
      if law == .factor, var random = stream(memory, image) {
        normals(&random) { i, number in dz[i] *= Float(1 + amount * number) }
      }
      input.give(sloping: dz, memory, image * positions, positions, adds: adds)
      input.close(memory, image * positions, positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input?.settleGradients(memory, sample, share) }
}
