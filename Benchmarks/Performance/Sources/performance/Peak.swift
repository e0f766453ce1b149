import ArgumentParser
import CMachine
import Engine

/// `performance peak --threads 2`: what so many cores can do at most, the lid of the roofline.
struct Peak: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure multiply-adds in registers and streams from memory; prints one JSON line.")

  @Option(help: "Threads.") var threads = 1

  /// Best of all tries, all threads together.
  struct Result: Codable {
    /// Operations a second by instruction set, in 10⁹; a multiply-add is two.
    var gigaflops: [String: Double]
    /// a = b + 3 c from memory, 12 bytes an element, in 10⁹ bytes a second.
    var gigabytes: Double
  }

  func run() throws {
    let team = try Team(threads: threads)
    var gigaflops: [String: Double] = [:]
    for (level, width) in [(KernelLevel.avx2, machine_avx2), (.avx512, machine_avx512)] where level.isAvailable {
      let operations = rate(team, times: 7) {
        var floats = [Float](repeating: 0, count: 64)
        return machine_multiply_adds(width, 5_000_000, &floats)
      }
      gigaflops[level.rawValue] = operations / 1e9
    }
    let count = 16 << 20
    let arrays = (0..<threads).map { _ in
      (0..<3).map { _ in
        let array = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        array.initialize(repeating: 1)
        return SendablePointer(array.baseAddress!)
      }
    }
    let bytes = rate(
      team, times: 9,
      numbered: { piece in
        let mine = arrays[piece]
        machine_triad(count, mine[0].pointer, mine[1].pointer, mine[2].pointer)
        return 12 * Double(count)
      })
    try Line.write(Result(gigaflops: gigaflops, gigabytes: bytes / 1e9))
  }

  private func rate(_ team: Team, times: Int, _ body: @escaping @Sendable () -> Double) -> Double {
    rate(team, times: times, numbered: { _ in body() })
  }

  /// The best rate of all threads together over so many tries, after one that warms up; `body` returns how much it did.
  private func rate(_ team: Team, times: Int, numbered body: @escaping @Sendable (Int) -> Double) -> Double {
    let done = Amounts(threads)
    var best = 0.0
    for attempt in 0...times {
      let time = ContinuousClock().measure { team.forEach(threads) { piece, _, _ in done.amounts[piece] = body(piece) } } / .seconds(1)
      if attempt > 0 { best = max(best, (0..<threads).reduce(0) { $0 + done.amounts[$1] } / time) }
    }
    return best
  }

  /// Written by one thread a piece, read when all are done.
  private final class Amounts: @unchecked Sendable {
    let amounts: UnsafeMutablePointer<Double>
    init(_ count: Int) {
      amounts = .allocate(capacity: count)
      amounts.initialize(repeating: 0, count: count)
    }
    deinit { amounts.deallocate() }
  }

  private struct SendablePointer: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    init(_ pointer: UnsafeMutablePointer<Float>) { self.pointer = pointer }
  }
}
