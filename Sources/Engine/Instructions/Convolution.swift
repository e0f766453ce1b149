/// A convolution of any kernel, stride, dilation and number of groups, with "same" padding, as a product of patches.
///
/// x [images][H][W][inputs]; w [groups][kernel · kernel · inputs/groups][outputs/groups];
/// z [images][⌈H/s⌉][⌈W/s⌉][outputs]. Patches are gathered a few output rows at a time and stay in the L2 cache.
public struct Convolution: Instruction {
  public let input: View, kernel: Int, stride: Int, dilation: Int, groups: Int, weights: Parameter, output: View
  /// The input's gradient already holds what other readers added.
  public let adds: Bool

  public init(
    _ input: View, kernel: Int, stride: Int = 1, dilation: Int = 1, groups: Int = 1, weights: Parameter, output: View, adds: Bool = false
  ) {
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.groups = groups
    self.weights = weights
    self.output = output
    self.adds = adds
  }

  public var barrier: Barrier { [.forward, .backward] }
  public var parameters: [Parameter] { [weights] + (output.normalization?.parameters ?? []) }
  public var normalization: Normalization? { output.normalization }
  public var needs: Needs {
    let image = padded
    return Needs(
      scratch: 2 * image.floats + rowsAtOnce * output.shape.width * (2 * depth + 2 * output.channels / groups) + output.shape.width
        * rowsAtOnce * output.channels + weights.range.count,
      channels: max(input.channels, output.channels), weights: weights.range.count)
  }

  /// Rows of the weight matrix of one group.
  private var depth: Int { kernel * kernel * input.channels / groups }
  private var width: Int { output.channels / groups }
  private var padded: PaddedImage {
    PaddedImage(height: input.shape.height, width: input.shape.width, channels: input.channels, border: dilation * (kernel / 2))
  }
  /// Output rows whose patches are gathered at once.
  private var rowsAtOnce: Int { max(1, min(output.shape.height, Slice.chunkRows / output.shape.width)) }
  private func product(_ memory: Memory) -> Product { Product(memory, inputs: depth, outputs: width) }

  /// One thread's scratch, cut up.
  private struct Room {
    let image, gradient, patches, patchGradients, z, all, weights: UnsafeMutablePointer<Float>
  }

  private func room(_ memory: Memory) -> Room {
    let image = padded.floats, positions = rowsAtOnce * output.shape.width, p = memory.scratch + 2 * image
    return Room(
      image: memory.scratch, gradient: memory.scratch + image, patches: p, patchGradients: p + positions * depth,
      z: p + 2 * positions * depth, all: p + positions * (2 * depth + 2 * width),
      weights: p + positions * (2 * depth + 2 * width + output.channels))
  }

  /// The image inside its border.
  private func load(_ memory: Memory, _ image: Int, into p: UnsafeMutablePointer<Float>) {
    for y in 0..<padded.height {
      input.read(memory, (image * padded.height + y) * padded.width, padded.width, into: p + padded.start(y), stride: padded.stride)
    }
  }

  /// Calls `body` with the offset in the padded image and in the patches of every run of a group's channels.
  private func eachRun(_ rows: Range<Int>, group: Int, _ body: (_ image: Int, _ patch: Int) -> Void) {
    let image = padded, inputs = input.channels / groups
    var patch = 0
    for y in rows {
      for x in 0..<output.shape.width {
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let row = y * stride + ky * dilation, column = x * stride + kx * dilation
            body((row * image.paddedWidth + column) * image.stride + group * inputs, patch)
            patch += inputs
          }
        }
      }
    }
  }

  /// Output rows a chunk at a time.
  private var chunks: [Range<Int>] {
    Swift.stride(from: 0, to: output.shape.height, by: rowsAtOnce).map { $0..<min($0 + rowsAtOnce, output.shape.height) }
  }

  private func packed(_ memory: Memory, transposed: Bool, _ room: Room) -> [Product.Weights] {
    (0..<groups).map {
      product(memory).pack(
        memory.parameters + weights.range.lowerBound + $0 * depth * width, transposed: transposed, room: room.weights + $0 * depth * width)
    }
  }

  private func gather(_ rows: Range<Int>, group: Int, _ room: Room) {
    let inputs = input.channels / groups, from = room.image, to = room.patches
    eachRun(rows, group: group) { image, patch in for c in 0..<inputs { to[patch + c] = from[image + c] } }
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let room = room(memory), product = product(memory), w = packed(memory, transposed: false, room), chunks = chunks
    padded.clear(room.image)
    output.clear(memory, slice)
    for image in slice.images {
      load(memory, image, into: room.image)
      for rows in chunks {
        let first = (image * output.shape.height + rows.lowerBound) * output.shape.width, count = rows.count * output.shape.width
        let z = memory.rows(output.tensor, first)
        for group in 0..<groups {
          gather(rows, group: group, room)
          product.forward(count, room.patches, w[group], into: groups == 1 ? z : room.z)
          if groups > 1 {
            for i in 0..<count { (z + i * output.channels + group * width).update(from: room.z + i * width, count: width) }
          }
        }
        output.observe(memory, count, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: Sample, _ share: Share) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let room = room(memory), product = product(memory), w = packed(memory, transposed: true, room), chunks = chunks
    let dw = memory.partialWeights(slice.index), inputs = input.channels / groups
    dw.update(repeating: 0, count: weights.range.count)
    padded.clear(room.image)
    input.open(memory, slice)
    for image in slice.images {
      load(memory, image, into: room.image)
      padded.clear(room.gradient)
      for rows in chunks {
        let first = (image * output.shape.height + rows.lowerBound) * output.shape.width, count = rows.count * output.shape.width
        output.derive(memory, first, count, into: room.all)
        for group in 0..<groups {
          for i in 0..<count { (room.z + i * width).update(from: room.all + i * output.channels + group * width, count: width) }
          gather(rows, group: group, room)
          product.weights(count, room.patches, room.z, into: dw + group * depth * width)
          guard input.gradient != nil else { continue }
          product.input(count, room.z, w[group], into: room.patchGradients, adds: false)
          let from = room.patchGradients, to = room.gradient
          eachRun(rows, group: group) { image, patch in for c in 0..<inputs { to[image + c] += from[patch + c] } }
        }
      }
      guard let gradient = input.gradient else { continue }
      let first = image * input.shape.positions
      for y in 0..<padded.height {
        for x in 0..<padded.width {
          let from = room.gradient + padded.start(y) + x * padded.stride
          let to = memory.rows(gradient, first + y * padded.width + x)
          for c in 0..<input.channels { to[c] = adds ? to[c] + from[c] : from[c] }
        }
      }
      input.close(memory, first, input.shape.positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: Sample, _ share: Share) {
    weights.settleGradients(memory, sample, share)
    input.settleGradients(memory, sample, share)
  }
}
