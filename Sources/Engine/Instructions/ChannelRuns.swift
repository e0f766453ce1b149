internal import CKernels

/// Channels of one view in places of another: what a selection and a padding with zeros copy, and what flows back.
///
/// Channels that lie equally far apart on both sides are copied together.
struct ChannelRuns: Hashable, Sendable {
  /// z[to + c · apart] = x[from + c · step] for so many c.
  struct Run: Hashable, Sendable {
    let count: Int, from: Int, step: Int, to: Int, apart: Int
  }

  let runs: [Run]

  /// Of an instruction that copies from one view to another.
  static func needs(_ input: View, _ output: View) -> Needs {
    Needs(
      scratch: Slice.chunkRows * (2 * input.channels + output.channels), channels: max(input.closingChannels, output.producingChannels))
  }

  /// - Parameter clears: whether there are channels of z that no run writes; they become zeros.
  func forward(_ memory: Memory, _ slice: Slice, _ input: View, _ output: View, clears: Bool) {
    let strided = memory.kernels.pointee.strided
    output.beginProducing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let x = input.read(memory, rows.lowerBound, rows.count, room: memory.scratch), z = memory.rows(output.tensor, rows.lowerBound)
      if clears { z.update(repeating: 0, count: rows.count * output.channels) }
      for run in runs {
        strided(0, rows.count, run.count, x + run.from, input.channels, run.step, z + run.to, output.channels, run.apart)
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  /// - Parameter adds: whether the input's gradient already holds what came from later readers.
  func backward(_ memory: Memory, _ slice: Slice, _ input: View, _ output: View, adds: Bool) {
    guard let gradient = input.gradient else { return }
    let strided = memory.kernels.pointee.strided
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
}
