internal import CKernels

/// A depthwise convolution with the pointwise ones before and behind it, where statistics are known: nothing between them is stored.
///
/// x [images][H][W][inputs] → expanded, [W][channels] a row, in a band of rows that stays in the L2 cache → windows of it, a chunk of rows at
/// a time → z [images][⌈H/s⌉][⌈W/s⌉][outputs]. Each number is found by the same additions in the same order as by the three instructions,
/// so bits are theirs. Rows of `x` under windows of two bands are expanded once; those under windows of two parts of an image twice.
struct DepthwiseBlock: Sendable {
  /// Reads the block's input, and writes what `depthwise` reads.
  let expansion: Pointwise?
  let depthwise: Depthwise
  /// Reads what `depthwise` writes.
  let projection: Pointwise?
  private let image: PaddedImage
  /// Output rows of a band, of a chunk of windows, and input rows that are expanded together.
  private let bandRows, chunkRows, fillRows: Int
  /// Floats of a band, behind which an input chunk, an expanded one, one of windows and their views have room.
  private let band, input, expanded, windows: Int

  /// Floats of a band: with what else a block touches it stays in a cache of 1 MB.
  private static let bandFloats = 96 << 10

  init(expansion: Pointwise? = nil, _ depthwise: Depthwise, projection: Pointwise? = nil) {
    (self.expansion, self.depthwise, self.projection) = (expansion, depthwise, projection)
    let source = depthwise.input.shape, out = depthwise.output.shape, reach = depthwise.kernel / 2 * depthwise.dilation
    let image = PaddedImage(source, border: reach), row = image.paddedWidth * image.stride
    let most = max(1, (max(1, Self.bandFloats / row) - 2 * reach - 1) / depthwise.stride + 1), bandRows = min(out.height, most)
    let chunkRows = min(bandRows, max(1, Slice.chunkRows / out.width)), fillRows = max(1, Slice.chunkRows / source.width)
    band = ((bandRows - 1) * depthwise.stride + 2 * reach + 1) * row
    input = expansion.map { fillRows * source.width * Slice.stride($0.input.channels) } ?? 0
    expanded = expansion == nil ? 0 : fillRows * source.width * source.channels
    windows = projection == nil ? 0 : chunkRows * out.width * source.channels
    (self.image, self.bandRows, self.chunkRows, self.fillRows) = (image, bandRows, chunkRows, fillRows)
  }

  /// Floats of scratch that a thread wants.
  var scratch: Int {
    band + input + expanded + windows + (projection == nil ? 0 : chunkRows * depthwise.output.shape.width * Slice.stride(image.channels))
  }

  /// Its matrices and windows, laid out, with who keeps them.
  struct Weights: @unchecked Sendable {
    let expansion, projection: InferenceMemory.Floats?
    let window: UnsafePointer<Float>, owner: InferenceMemory.Floats?
  }

  func weights(_ memory: InferenceMemory) -> Weights {
    let window = memory.window(depthwise.weights)
    return Weights(
      expansion: expansion?.matrices.map(memory.packed), projection: projection?.matrices.map(memory.packed), window: window.pointer,
      owner: window.owner)
  }

  /// The slice's images, or a part of each one's rows; `room` is the thread's, `scratch` floats.
  func forward(_ memory: Memory, _ slice: Slice, _ weights: Weights, room: UnsafeMutablePointer<Float>) {
    let out = depthwise.output.shape, reach = image.border, stride = depthwise.stride, row = image.paddedWidth * image.stride
    let rows = slice.part.even(out.height)
    guard !rows.isEmpty else { return }
    // Rows of the input that no other part keeps.
    let own = rows.lowerBound * stride..<(rows.upperBound == out.height ? image.height : rows.upperBound * stride)
    room.update(repeating: 0, count: band)
    for number in slice.images {
      var held: Range<Int>?
      for outputs in Chunks(start: rows.lowerBound, end: rows.upperBound, length: bandRows) {
        let wanted = outputs.lowerBound * stride - reach..<(outputs.upperBound - 1) * stride + reach + 1
        var new = wanted
        if let held, held.upperBound > wanted.lowerBound {
          room.update(from: room + (wanted.lowerBound - held.lowerBound) * row, count: (held.upperBound - wanted.lowerBound) * row)
          new = held.upperBound..<wanted.upperBound
        }
        for y in new where y < 0 || y >= image.height { (room + (y - wanted.lowerBound) * row).update(repeating: 0, count: row) }
        fill(memory, number, new.clamped(to: 0..<image.height), own, weights, room: room, first: wanted.lowerBound)
        held = wanted
        for chunk in Chunks(start: outputs.lowerBound, end: outputs.upperBound, length: chunkRows) {
          finish(memory, number, chunk, weights, from: room + (chunk.lowerBound * stride - reach - wanted.lowerBound) * row, room: room)
        }
      }
    }
  }

  /// Input rows, expanded, inside the band's border; the band begins with row `first`.
  private func fill(
    _ memory: Memory, _ number: Int, _ rows: Range<Int>, _ own: Range<Int>, _ weights: Weights, room: UnsafeMutablePointer<Float>,
    first: Int
  ) {
    let width = image.width, row = image.paddedWidth * image.stride
    for lines in Chunks(start: rows.lowerBound, end: rows.upperBound, length: fillRows) {
      let to = room + (lines.lowerBound - first) * row + image.border * image.stride,
        start = (number * image.height + lines.lowerBound) * width
      guard let expansion, let w = weights.expansion?.start else {
        depthwise.input.read(memory, start, width, into: to, stride: image.stride, lines: lines.count, apart: row)
        continue
      }
      let count = lines.count * width, channels = expansion.input.channels
      let stride = expansion.input.isPlain ? channels : Slice.stride(channels), z = room + band + input
      let x = expansion.input.read(memory, start, count, room: room + band, stride: stride)
      if let kept = expansion.kept {
        let mine = lines.clamped(to: own), skipped = (mine.lowerBound - lines.lowerBound) * width
        memory.kernels.pointee.apply(
          mine.count * width, channels, Nonlinearity.identity.rawValue, x + skipped * stride, stride, nil, nil, nil,
          memory.rows(kept, start + skipped), channels)
      }
      Product(memory, inputs: channels, outputs: image.channels, xStride: stride).forward(
        count, x, Product.Weights(plain: w, packed: w), into: z)
      depthwise.input.read(of: z, memory, width, into: to, stride: image.stride, lines: lines.count, apart: row)
    }
  }

  /// Output rows whose windows begin at `from`.
  private func finish(
    _ memory: Memory, _ number: Int, _ rows: Range<Int>, _ weights: Weights, from: UnsafePointer<Float>, room: UnsafeMutablePointer<Float>
  ) {
    let out = depthwise.output.shape, first = (number * out.height + rows.lowerBound) * out.width, count = rows.count * out.width
    let z = projection == nil ? memory.rows(depthwise.output.tensor, first) : room + band + input + expanded
    memory.kernels.pointee.depthwise(
      Int32(depthwise.kernel), Int32(depthwise.stride), Int32(depthwise.dilation), from, image.paddedWidth, image.stride, weights.window,
      image.channels, rows.count, out.width, z)
    guard let projection, let w = weights.projection?.start else { return }
    let stride = Slice.stride(image.channels), y = room + band + input + expanded + windows
    projection.input.read(of: z, memory, count, into: y, stride: stride, lines: 1, apart: 0)
    Product(memory, inputs: image.channels, outputs: projection.output.channels, xStride: stride).forward(
      count, y, Product.Weights(plain: w, packed: w), into: memory.rows(projection.output.tensor, first))
  }
}
