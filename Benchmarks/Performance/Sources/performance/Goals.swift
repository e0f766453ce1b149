/// What a workload must reach beside its peer, as the project set it before anything was measured.
struct Goals {
  /// Images a second against the peer's, at one and at two threads.
  let speed: (one: Double, two: Double)
  /// The most of the peer's memory that may be used.
  let memory: Double

  static func of(_ workload: String, isa: String) -> Goals? {
    switch workload {
    case "a": Goals(speed: (1.8, 1.9), memory: 0.45)
    case "b": Goals(speed: (3.5, 3.5), memory: 0.25)
    case "c": Goals(speed: isa == "avx512" ? (1.6, 1.9) : (1.4, 1.6), memory: 0.45)
    case "d": Goals(speed: (1.8, 2.2), memory: 0.25)
    case "d16": Goals(speed: (3, 4), memory: 0.25)
    case "e", "f": Goals(speed: (1.8, 1.8), memory: 0.45)
    case "g": Goals(speed: (2, 2), memory: 0.4)
    // One image is one slice: threads do not share it.
    case "i1", "i32": Goals(speed: (1.3, 1.3), memory: 0.45)
    default: nil
    }
  }

  func speed(threads: Int) -> Double { threads == 1 ? speed.one : speed.two }
}
