internal import CKernels

/// A dense convolution of any odd window, stride, dilation and number of groups, "same" padding: patches of an image times a matrix.
///
/// x [images][H][W][inputs], w [groups][k · k · inputs/groups][outputs/groups], z [images][⌈H/s⌉][⌈W/s⌉][outputs]. Where the
/// input has no gradient, as images have none, nothing flows back. A window of 1 with a stride reads only what it needs.
public struct Convolution: Instruction {
  public let input: View, kernel, stride, dilation, groups: Int, weights: Parameter, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(
    _ input: View, kernel: Int, stride: Int = 1, dilation: Int = 1, groups: Int = 1, weights: Parameter, output: View, adds: Bool = false
  ) {
    precondition(kernel % 2 == 1, "a window of \(kernel) has no middle")
    precondition(input.channels % groups == 0 && output.channels % groups == 0, "\(groups) groups do not divide the channels")
    precondition(output.shape == input.shape.strided(by: stride, channels: output.channels), "\(weights.name) writes another shape")
    precondition(
      weights.count == kernel * kernel * input.channels * output.channels / groups, "\(weights.name) has \(weights.count) weights")
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.groups = groups
    self.weights = weights
    self.output = output
    self.adds = adds
  }

  public var name: String { weights.name }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(.backward) }
  public var parameters: [Parameter] { [weights] + output.parameters }
  public var needs: Needs {
    let rooms = rooms
    return Needs(
      scratch: rooms.image + 2 * rooms.patches + rooms.dz + weights.count, channels: max(input.closingChannels, output.producingChannels),
      weights: weights.count)
  }

  private var padded: PaddedImage { PaddedImage(input.shape, border: kernel / 2 * dilation, gap: 0) }
  /// Depth of one group's product.
  private var depth: Int { kernel * kernel * input.channels / groups }
  private var rooms: (image: Int, patches: Int, dz: Int) {
    let positions = output.shape.positions
    return (padded.floats, positions * depth * groups, positions * output.channels)
  }
  /// One group: its channels are interleaved with the others' in z, its patches lie behind theirs.
  private func product(_ memory: Memory) -> Product {
    Product(memory, inputs: depth, outputs: output.channels / groups, zStride: output.channels)
  }

  /// [groups][positions of the output][depth] of one image.
  private func gather(_ memory: Memory, _ image: Int, through room: UnsafeMutablePointer<Float>, into patches: UnsafeMutablePointer<Float>)
  {
    let shape = output.shape, padded = padded
    if kernel == 1 && groups == 1 {
      for y in 0..<shape.height {
        input.read(
          memory, (image * input.shape.height + stride * y) * input.shape.width, shape.width, every: stride,
          into: patches + y * shape.width * input.channels)
      }
      return
    }
    padded.read(input, memory, image, into: room)
    for group in 0..<groups {
      kernel_patches(
        Int32(kernel), Int32(stride), Int32(dilation), room + group * input.channels / groups, padded.paddedWidth, padded.stride,
        input.channels / groups, shape.height, shape.width, patches + group * shape.positions * depth)
    }
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let rooms = rooms, positions = output.shape.positions, product = product(memory), size = weights.count / groups
    let image = memory.scratch, patches = image + rooms.image, room = patches + rooms.patches
    let packed = (0..<groups).map { product.pack(memory.parameters + weights.range.lowerBound + $0 * size, room: room + $0 * size) }
    padded.clear(image)
    output.beginProducing(memory, slice)
    for number in slice.images {
      gather(memory, number, through: image, into: patches)
      let z = memory.rows(output.tensor, number * positions)
      for group in 0..<groups {
        product.forward(positions, patches + group * positions * depth, packed[group], into: z + group * output.channels / groups)
      }
      output.observe(memory, positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: Sample, _ share: Share) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let rooms = rooms, positions = output.shape.positions, product = product(memory), size = weights.count / groups
    let image = memory.scratch, patches = image + rooms.image, dpatches = patches + rooms.patches
    let dzRoom = dpatches + rooms.patches, room = dzRoom + rooms.dz, dw = memory.partialWeights(slice.index)
    let packed = (0..<groups).map {
      product.pack(memory.parameters + weights.range.lowerBound + $0 * size, transposed: true, room: room + $0 * size)
    }
    dw.update(repeating: 0, count: weights.count)
    input.beginClosing(memory, slice)
    for number in slice.images {
      padded.clear(image)
      gather(memory, number, through: image, into: patches)
      let dz = output.derive(memory, number * positions, positions, room: dzRoom)
      for group in 0..<groups {
        let part = dz + group * output.channels / groups, at = group * positions * depth
        product.weights(positions, patches + at, part, into: dw + group * size)
        if input.gradient != nil { product.input(positions, part, packed[group], into: dpatches + at, adds: false) }
      }
      guard let gradient = input.gradient else { continue }
      scatter(memory, dpatches, through: image, into: memory.rows(gradient, number * input.shape.positions))
      input.close(memory, number * input.shape.positions, input.shape.positions, slice)
    }
  }

  /// `gather`, mirrored: adds every patch where it was read.
  private func scatter(
    _ memory: Memory, _ dpatches: UnsafePointer<Float>, through room: UnsafeMutablePointer<Float>, into dx: UnsafeMutablePointer<Float>
  ) {
    let shape = output.shape, padded = padded, channels = input.channels, row = input.shape.width * channels
    if kernel == 1 && groups == 1 {
      if !adds { dx.update(repeating: 0, count: input.shape.positions * channels) }
      for y in 0..<shape.height {
        for x in 0..<shape.width {
          let to = dx + (stride * y * input.shape.width + stride * x) * channels, from = dpatches + (y * shape.width + x) * channels
          if adds { memory.kernels.pointee.add(channels, 1, from, to) } else { to.update(from: from, count: channels) }
        }
      }
      return
    }
    padded.clear(room)
    for group in 0..<groups {
      kernel_unpatches(
        Int32(kernel), Int32(stride), Int32(dilation), dpatches + group * shape.positions * depth, padded.paddedWidth, padded.stride,
        channels / groups, shape.height, shape.width, room + group * channels / groups)
    }
    for y in 0..<input.shape.height {
      let from = room + padded.start(y), to = dx + y * row
      if adds { memory.kernels.pointee.add(row, 1, from, to) } else { to.update(from: from, count: row) }
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: Sample, _ share: Share) {
    weights.settleGradients(memory, sample, share)
    input.settleGradients(memory, sample, share)
  }
}
