import Engine

/// A test's input: z is written before the pass; its view's BatchNorm is settled like any producer's, and backward leaves dz.
struct Source: Instruction {
  let output: View, dz: Tensor

  var name: String { "source" }
  var reads: [View] { [] }
  var outputs: [View] { [output] }
  var barrier: Barrier { output.producingBarrier }
  var needs: Needs { Needs(channels: output.producingChannels) }
  var parameters: [Parameter] { output.parameters }

  func forward(_ memory: Memory, _ slice: Slice) {
    output.beginProducing(memory, slice)
    let rows = slice.images.count * output.shape.positions, first = slice.images.lowerBound * output.shape.positions
    output.observe(memory, rows, memory.rows(output.tensor, first), slice)
  }
  func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }
  func backward(_ memory: Memory, _ slice: Slice) {
    let rows = slice.images.count * output.shape.positions, first = slice.images.lowerBound * output.shape.positions
    output.derive(memory, first, rows, into: memory.rows(dz, first))
  }
}

/// A test's end: forward stores what the view reads; backward gives it the gradient of Σ coefficient · view.
struct Probe: Instruction {
  let input: View, seen: Tensor, coefficients: Tensor
  var adds = false

  var name: String { "probe" }
  var reads: [View] { [input] }
  var outputs: [View] { [] }
  var barrier: Barrier { input.closingBarrier }
  var needs: Needs { Needs(channels: input.closingChannels) }

  func forward(_ memory: Memory, _ slice: Slice) {
    let rows = slice.images.count * input.shape.positions, first = slice.images.lowerBound * input.shape.positions
    input.read(memory, first, rows, into: memory.rows(seen, first))
  }
  func backward(_ memory: Memory, _ slice: Slice) {
    let rows = slice.images.count * input.shape.positions, first = slice.images.lowerBound * input.shape.positions
    guard let gradient = input.gradient else { return }
    input.beginClosing(memory, slice)
    let to = memory.rows(gradient, first), from = memory.rows(coefficients, first)
    for i in 0..<rows * input.channels { to[i] = (adds ? to[i] : 0) + from[i] }
    input.close(memory, first, rows, slice)
  }
  func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
