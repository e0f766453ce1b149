internal import CKernels

/// What inferences of one executor share: weights laid out for its kernels once, and the scratch of blocks.
///
/// Matrices lie in panels, depthwise windows as they are. It holds what the parameters held when each was first asked for: where weights
/// change, another one is made.
public final class InferenceMemory {
  private let memory: Memory, threads: Int
  private var matrices: [Matrices: Floats] = [:], windows: [Parameter: Floats] = [:]
  private var scratch: Scratch

  /// Numbers on the heap, from a cache line's begin on.
  final class Floats: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>

    init(_ count: Int) {
      let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
      start = bytes.bindMemory(to: Float.self, capacity: count)
    }

    deinit { start.deallocate() }
  }

  /// As many floats for each thread.
  struct Scratch: Sendable {
    let floats: Floats, each: Int

    init(_ wanted: Int, threads: Int) {
      each = (wanted + 1023) / 1024 * 1024 + 64
      floats = Floats(each * threads)
    }

    func of(_ thread: Int) -> UnsafeMutablePointer<Float> { floats.start + thread * each }
  }

  /// Of an executor's parameters as they are now.
  public init(_ executor: borrowing Executor) {
    (memory, threads) = (executor.contents, executor.team.threads)
    scratch = Scratch(0, threads: threads)
  }

  /// In the order of the executor's kernels.
  func packed(_ matrix: Matrices) -> Floats {
    if let known = matrices[matrix] { return known }
    let size = matrix.inputs * matrix.outputs, packed = Floats(matrix.count * size), values = window(matrix.parameter)
    for number in 0..<matrix.count {
      let w = values.pointer + number * size, to = packed.start + number * size
      if memory.tiles {
        memory.kernels.pointee.pack(matrix.inputs, matrix.outputs, w, matrix.outputs, 1, to)
      } else {
        to.update(from: w, count: size)
      }
    }
    matrices[matrix] = packed
    return packed
  }

  /// A parameter's numbers side by side, and who keeps them where that is not the executor.
  func window(_ parameter: Parameter) -> (pointer: UnsafePointer<Float>, owner: Floats?) {
    if parameter.room == 0 { return (parameter.values(memory, room: memory.scratch), nil) }
    if let known = windows[parameter] { return (UnsafePointer(known.start), known) }
    let floats = Floats(parameter.count)
    _ = parameter.values(memory, room: floats.start)
    windows[parameter] = floats
    return (UnsafePointer(floats.start), floats)
  }

  /// At least so many floats a thread.
  func scratch(_ wanted: Int) -> Scratch {
    if wanted > scratch.each { scratch = Scratch(wanted, threads: threads) }
    return scratch
  }
}
