internal import CKernels

/// A depthwise convolution and a pointwise one with nothing in between (Chollet 2017): z = (x * d) w, one image at a time.
///
/// x [images][H][W][inputs], d [k · k][inputs], w [inputs][outputs], z [images][⌈H/s⌉][⌈W/s⌉][outputs]. What lies between the two
/// stays in scratch and is computed again in backward: only z is stored.
public struct Separable: Instruction {
  public let input: View, kernel: Int, stride: Int, dilation: Int, depthwise, pointwise: Parameter, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(
    _ input: View, kernel: Int, stride: Int = 1, dilation: Int = 1, depthwise: Parameter, pointwise: Parameter, output: View,
    adds: Bool = false
  ) {
    precondition(kernel % 2 == 1, "a window of \(kernel) has no middle")
    precondition(output.shape == input.shape.strided(by: stride, channels: output.channels), "\(pointwise.name) writes another shape")
    precondition(depthwise.count == kernel * kernel * input.channels, "\(depthwise.name) has \(depthwise.count) weights")
    precondition(pointwise.count == input.channels * output.channels, "\(pointwise.name) has \(pointwise.count) weights")
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.depthwise = depthwise
    self.pointwise = pointwise
    self.output = output
    self.adds = adds
  }

  public var name: String { pointwise.name }
  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(.backward) }
  public var parameters: [Parameter] { [depthwise, pointwise] + output.parameters }
  public var needs: Needs {
    Needs(
      scratch: padded.floats + paddedBetween.floats + rowsAtOnce * output.shape.width * (input.channels + output.channels)
        + input.shape.positions * input.channels + pointwise.count + depthwise.count + pointwise.room + depthwise.room,
      channels: max(input.closingChannels, output.producingChannels), weights: depthwise.count + pointwise.count)
  }

  private var border: Int { kernel / 2 * dilation }
  private var padded: PaddedImage { PaddedImage(input.shape, border: border) }
  /// x * d, whose gradient the mirror image of the window reads.
  private var paddedBetween: PaddedImage { PaddedImage(input.shape.strided(by: stride, channels: input.channels), border: border) }
  /// Output rows that are computed together: they stay in the nearest cache.
  private var rowsAtOnce: Int { min(output.shape.height, max(1, Slice.chunkRows / output.shape.width)) }

  /// One thread's scratch, cut up: the image, x * d's gradient, a chunk of x * d and of dz, dx, packed weights, turned taps; and w and d.
  private struct Scratch {
    let image, dbetween, between, dz, dx, packed, flipped: UnsafeMutablePointer<Float>
    let w, d: UnsafePointer<Float>
  }

  private func scratch(_ memory: Memory) -> Scratch {
    let rows = rowsAtOnce * output.shape.width, image = memory.scratch
    let dbetween = image + padded.floats, between = dbetween + paddedBetween.floats, dz = between + rows * input.channels
    let dx = dz + rows * output.channels, packed = dx + input.shape.positions * input.channels
    let flipped = packed + pointwise.count, room = flipped + depthwise.count
    return Scratch(
      image: image, dbetween: dbetween, between: between, dz: dz, dx: dx, packed: packed, flipped: flipped,
      w: pointwise.values(memory, room: room + depthwise.room), d: depthwise.values(memory, room: room))
  }

  private var chunks: Chunks { Chunks(start: 0, end: output.shape.height, length: rowsAtOnce) }

  /// x * d of some output rows of the image in the scratch.
  private func convolve(_ memory: Memory, _ rows: Range<Int>, _ scratch: Scratch) {
    memory.kernels.pointee.depthwise(
      Int32(kernel), Int32(stride), Int32(dilation), scratch.image + rows.lowerBound * stride * padded.paddedWidth * padded.stride,
      padded.paddedWidth, padded.stride, scratch.d, input.channels, rows.count, output.shape.width,
      scratch.between)
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let scratch = scratch(memory), product = Product(memory, inputs: input.channels, outputs: output.channels), width = output.shape.width
    let w = product.pack(scratch.w, room: scratch.packed)
    padded.open(memory, scratch.image)
    output.beginProducing(memory, slice)
    for image in slice.images {
      padded.read(input, memory, image, into: scratch.image)
      for rows in chunks {
        let z = memory.rows(output.tensor, image * output.shape.positions + rows.lowerBound * width), count = rows.count * width
        convolve(memory, rows, scratch)
        product.forward(count, scratch.between, w, into: z)
        output.observe(memory, count, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let scratch = scratch(memory), between = paddedBetween, kernels = memory.kernels.pointee
    let product = Product(memory, inputs: input.channels, outputs: output.channels)
    let rowProduct = Product(memory, inputs: input.channels, outputs: output.channels, xStride: between.stride)
    let w = product.pack(scratch.w, transposed: true, room: scratch.packed)
    let d = scratch.d, width = output.shape.width
    let dd = memory.beginWeights(slice, depthwise.count + pointwise.count), dw = dd + depthwise.count, trains = memory.mode.trains
    memory.turn(kernel * kernel, input.channels, d, into: scratch.flipped)
    padded.open(memory, scratch.image)
    between.open(memory, scratch.dbetween)
    input.beginClosing(memory, slice)
    for image in slice.images {
      if trains { padded.read(input, memory, image, into: scratch.image) }
      for rows in chunks {
        let row = image * output.shape.positions + rows.lowerBound * width, count = rows.count * width
        let dz = output.derive(memory, row, count, room: scratch.dz)
        if trains {
          convolve(memory, rows, scratch)
          product.weights(count, scratch.between, dz, into: dw)
        }
        for (i, y) in rows.enumerated() {
          rowProduct.input(width, dz + i * width * output.channels, w, into: scratch.dbetween + between.start(y), adds: false)
        }
      }
      if trains {
        kernels.depthwise_weights(
          Int32(kernel), Int32(stride), Int32(dilation), scratch.image, padded.paddedWidth, padded.stride,
          scratch.dbetween + between.start(0),
          between.paddedWidth, input.channels, between.height, between.width, dd)
      }
      guard let gradient = input.gradient else { continue }
      let first = image * input.shape.positions, direct = !adds && !input.slopes
      let dx = direct ? memory.rows(gradient, first) : scratch.dx
      if stride == 1 {  // the mirror image of forward: the same window, its taps reversed
        kernels.depthwise(
          Int32(kernel), 1, Int32(dilation), scratch.dbetween, between.paddedWidth, between.stride, scratch.flipped, input.channels,
          input.shape.height, input.shape.width, dx)
      } else {
        kernels.depthwise_image(
          Int32(kernel), Int32(stride), Int32(dilation), scratch.dbetween, between.paddedWidth, between.stride, d, input.channels,
          input.shape.height, input.shape.width, dx)
      }
      if !direct { input.give(sloping: dx, memory, first, input.shape.positions, adds: adds) }
      input.close(memory, first, input.shape.positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    depthwise.settleGradients(memory, sample, share)
    pointwise.settleGradients(memory, sample, share, at: depthwise.count)
    input.settleGradients(memory, sample, share)
  }
}
