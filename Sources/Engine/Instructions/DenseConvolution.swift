internal import CKernels

/// A dense convolution of any odd window, stride, dilation and number of groups, "same" padding: patches of an image times a matrix.
///
/// x [images][H][W][inputs], w [groups][k · k · inputs/groups][outputs/groups], z [images][⌈H/s⌉][⌈W/s⌉][outputs]. Where the
/// input has no gradient, as images have none, nothing flows back. A window of 1 with a stride reads only what it needs.
public struct DenseConvolution: Instruction {
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
  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(.backward) }
  public var parameters: [Parameter] { [weights] + output.parameters }
  public var needs: Needs {
    Needs(
      scratch: 2 * padded.floats + positionsAtOnce * (2 * depth * groups + output.channels) + weights.count + weights.room,
      channels: max(input.closingChannels, output.producingChannels), weights: weights.count)
  }

  private var padded: PaddedImage { PaddedImage(input.shape, border: kernel / 2 * dilation, gap: 0) }
  /// Depth of one group's product.
  private var depth: Int { kernel * kernel * input.channels / groups }
  /// Output rows whose patches are gathered at once: a chunk stays in the L2 cache.
  private var rowsAtOnce: Int { min(output.shape.height, max(1, Slice.chunkRows / output.shape.width)) }
  private var positionsAtOnce: Int { rowsAtOnce * output.shape.width }
  /// A window of one position needs no padded copy.
  private var isDirect: Bool { kernel == 1 && groups == 1 }

  /// One thread's scratch, cut up: an image, its gradient, a chunk's patches with theirs, its dz, the packed weights.
  private struct Scratch {
    let image, dimage, patches, dpatches, dz, weights: UnsafeMutablePointer<Float>
  }

  private func scratch(_ memory: Memory) -> Scratch {
    let image = padded.floats, patches = positionsAtOnce * depth * groups, p = memory.scratch + 2 * image
    return Scratch(
      image: memory.scratch, dimage: memory.scratch + image, patches: p, dpatches: p + patches, dz: p + 2 * patches,
      weights: p + 2 * patches + positionsAtOnce * output.channels)
  }

  /// One group: its channels are interleaved with the others' in z, its patches lie behind theirs.
  private func product(_ memory: Memory) -> Product {
    Product(memory, inputs: depth, outputs: output.channels / groups, zStride: output.channels)
  }

  public var splits: Bool { true }
  public var matrices: Matrices? {
    Matrices(parameter: weights, count: groups, inputs: depth, outputs: output.channels / groups)
  }

  private func packed(_ memory: Memory, transposed: Bool, _ scratch: Scratch) -> [Product.Weights] {
    let product = product(memory), size = weights.count / groups
    if !transposed, let packed = memory.packed {
      return (0..<groups).map { Product.Weights(plain: packed + $0 * size, packed: packed + $0 * size) }
    }
    let w = weights.values(memory, room: scratch.weights + weights.count)
    return (0..<groups).map {
      product.pack(w + $0 * size, transposed: transposed, room: scratch.weights + $0 * size)
    }
  }

  /// Output rows of one image, or a part of them, a chunk at a time.
  private func chunks(_ part: WorkShare = WorkShare(index: 0, count: 1)) -> Chunks {
    let rows = part.even(output.shape.height)
    return Chunks(start: rows.lowerBound, end: rows.upperBound, length: rowsAtOnce)
  }
  /// Input rows under the windows of a part of the output's.
  private func inputRows(_ part: WorkShare) -> Range<Int> {
    let rows = part.even(output.shape.height), reach = kernel / 2 * dilation
    return max(0, rows.lowerBound * stride - reach)..<max(0, min(input.shape.height, (rows.upperBound - 1) * stride + reach + 1))
  }

  /// [groups][positions of the chunk][depth] of one image, which lies padded in the scratch unless the window is one position.
  private func gather(_ memory: Memory, _ image: Int, _ rows: Range<Int>, _ scratch: Scratch) {
    let width = output.shape.width
    if isDirect {
      for y in rows {
        input.read(
          memory, (image * input.shape.height + stride * y) * input.shape.width, width, every: stride,
          into: scratch.patches + (y - rows.lowerBound) * width * input.channels)
      }
      return
    }
    for group in 0..<groups {
      kernel_patches(
        Int32(kernel), Int32(stride), Int32(dilation), scratch.image + corner(rows, group), padded.paddedWidth, padded.stride,
        input.channels / groups, rows.count, width, scratch.patches + group * rows.count * width * depth)
    }
  }

  /// `gather`, mirrored: adds every patch where it was read, in the padded gradient or in dx.
  private func scatter(_ memory: Memory, _ rows: Range<Int>, _ scratch: Scratch, into dx: UnsafeMutablePointer<Float>) {
    let width = output.shape.width, channels = input.channels
    if isDirect {
      for y in rows {
        for x in 0..<width {
          let from = scratch.dpatches + ((y - rows.lowerBound) * width + x) * channels
          memory.kernels.pointee.add(channels, 1, from, dx + stride * (y * input.shape.width + x) * channels)
        }
      }
      return
    }
    for group in 0..<groups {
      kernel_unpatches(
        Int32(kernel), Int32(stride), Int32(dilation), scratch.dpatches + group * rows.count * width * depth, padded.paddedWidth,
        padded.stride,
        channels / groups, rows.count, width, scratch.dimage + corner(rows, group))
    }
  }

  /// Takes what flows back to the positions of a window of one through the activation's slope; their patches are done with.
  private func slope(_ memory: Memory, _ image: Int, _ rows: Range<Int>, _ scratch: Scratch) {
    let plain = View(input.tensor), width = output.shape.width, channels = input.channels
    for y in rows {
      plain.read(
        memory, (image * input.shape.height + stride * y) * input.shape.width, width, every: stride,
        into: scratch.patches + (y - rows.lowerBound) * width * channels)
    }
    memory.kernels.pointee.slope(rows.count * width * channels, input.activation.rawValue, scratch.dpatches, scratch.patches)
  }

  /// Where the windows of these output rows begin in a padded image.
  private func corner(_ rows: Range<Int>, _ group: Int) -> Int {
    rows.lowerBound * stride * padded.paddedWidth * padded.stride + group * input.channels / groups
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let scratch = scratch(memory), product = product(memory), packed = packed(memory, transposed: false, scratch)
    padded.open(memory, scratch.image)
    output.beginProducing(memory, slice)
    for image in slice.images {
      if !isDirect { padded.read(input, memory, image, rows: inputRows(slice.part), into: scratch.image) }
      for rows in chunks(slice.part) {
        let count = rows.count * output.shape.width
        let z = memory.rows(output.tensor, (image * output.shape.height + rows.lowerBound) * output.shape.width)
        gather(memory, image, rows, scratch)
        for group in 0..<groups {
          product.forward(count, scratch.patches + group * count * depth, packed[group], into: z + group * output.channels / groups)
        }
        output.observe(memory, count, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let trains = memory.mode.trains
    guard trains || input.gradient != nil else { return }
    let scratch = scratch(memory), product = product(memory), packed = packed(memory, transposed: true, scratch),
      size = weights.count / groups
    let dw = memory.beginWeights(slice, weights.count), row = input.shape.width * input.channels
    padded.open(memory, scratch.image)
    input.beginClosing(memory, slice)
    for image in slice.images {
      if trains, !isDirect { padded.read(input, memory, image, into: scratch.image) }
      let dx = input.gradient.map { memory.rows($0, image * input.shape.positions) }
      if let dx {
        if isDirect { if !adds { dx.update(repeating: 0, count: input.shape.height * row) } } else { padded.clear(scratch.dimage) }
      }
      for rows in chunks() {
        let count = rows.count * output.shape.width
        let dz = output.derive(memory, (image * output.shape.height + rows.lowerBound) * output.shape.width, count, room: scratch.dz)
        if trains { gather(memory, image, rows, scratch) }
        for group in 0..<groups {
          let part = dz + group * output.channels / groups, at = group * count * depth
          if trains { product.weights(count, scratch.patches + at, part, into: dw + group * size) }
          if dx != nil { product.input(count, part, packed[group], into: scratch.dpatches + at, adds: false) }
        }
        if let dx {
          if isDirect, input.slopes { slope(memory, image, rows, scratch) }
          scatter(memory, rows, scratch, into: dx)
        }
      }
      guard let dx else { continue }
      for y in 0..<(isDirect ? 0 : input.shape.height) {
        let from = scratch.dimage + padded.start(y), to = dx + y * row
        if input.slopes {
          let first = (image * input.shape.height + y) * input.shape.width
          input.give(sloping: from, memory, first, input.shape.width, adds: adds)
        } else if adds {
          memory.kernels.pointee.add(row, 1, from, to)
        } else {
          to.update(from: from, count: row)
        }
      }
      input.close(memory, image * input.shape.positions, input.shape.positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    weights.settleGradients(memory, sample, share)
    input.settleGradients(memory, sample, share)
  }
}
