internal import Engine
internal import Spaces
internal import Training

/// What the estimates of all kinds are made of: an ETA's raw material, not a measurement.
///
/// The constants are means over 128 stand-alone nets and 11 supernets of the laptop profile and 53 jobs of the smoke profile, in
/// processor time of one thread of a server core with AVX-512 at the end of 2026, from the run files' provenance; there the laptop's
/// seconds come out within a third. Memory is held against the largest resident size in the same files. Graphs of cells: 64 nets, 40
/// evaluations and 10 relaxations of the laptop's experiments and 2 of the nightly ones, all within a third.
enum Estimates {
  /// Multiply-adds a second of one thread in small nets, what a pass costs besides, and starting a worker and loading its images.
  static let rate = 3e10, passSeconds = 2e-4, startSeconds = 0.4
  /// Bytes a second that one thread takes through the arena of a graph: small cells wait for memory, not for arithmetic.
  static let arenaRate = 5.2e9
  /// Bytes of a process that has its images and no arena yet; of one that starts to read them, and for each byte of the data set.
  static let processBytes = 61 << 20, readerBytes = 34 << 20, bytesPerImageByte = 2.15

  /// Bytes of a worker: while it reads its images, or while it computes.
  static func memory(_ arenas: Int, _ images: ImageCounts) -> Int {
    max(readerBytes + Int(bytesPerImageByte * Double(images.bytes)), processBytes + arenas)
  }

  /// One image forward through a graph whose arena has so many bytes for so many images.
  static func graphSeconds(_ macs: Double, bytes: Int, images: Int) -> Double {
    max(macs / rate, Double(bytes) / Double(images) / arenaRate)
  }

  /// Images that run through an architecture while it is scored.
  static func seen(_ policy: NormalizationPolicy, _ images: ImageCounts) -> Int { images.validation + policy.seen }

  /// Multiply-adds of an image in the average path.
  static func meanMACs(_ space: Space) -> Double {
    let table = CostTable(space)
    return table.choices.reduce(Double(table.fixed.macs)) { $0 + Double($1.reduce(0) { $0 + $1.macs }) / Double($1.count) }
  }
}
