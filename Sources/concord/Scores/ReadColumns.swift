import ArgumentParser
import Glibc
import Store

/// A reader of strangers' HDF5: prints the columns of a file for the process that started it.
///
/// libhdf5 crashes on some damaged files, and no program can keep it from that. So `correlate` reads them in a process of its own, which
/// has no more memory and time than a sound file takes.
struct ReadColumns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-columns", abstract: "Print the columns of an HDF5 file as binary, for concord itself.", shouldDisplay: false)

  @Argument(help: "The file.") var path: String

  @Option(help: "The group or data set to read.") var at: String?

  /// Bytes of address space, and seconds of processor time.
  private static let memory: UInt = 8 << 30, seconds: UInt = 120

  func run() throws {
    for (resource, most) in [(RLIMIT_AS, Self.memory), (RLIMIT_CPU, Self.seconds)] {
      var limit = rlimit(rlim_cur: most, rlim_max: most)
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    try Columns.read(path, at: at).transferred.withUnsafeBytes { Console.result($0) }
  }
}
