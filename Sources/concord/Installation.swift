import Experiments
import FoundationEssentials
import Glibc

/// Where the command was installed, and what lies beside it.
enum Installation {
  /// Names `PREFIX/share/concord` in the environment where the command is `PREFIX/bin/concord`, that folder is there, and nobody named another.
  static func find() {
    guard let command = try? command() else { return }
    let prefix = command.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    let folder = "\(prefix)/share/concord"
    if FileManager.default.fileExists(atPath: folder) { setenv(Shipped.variable, folder, 0) }
  }

  /// The path of this very command. Throws the system's errors.
  static func command() throws -> String { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

  /// A file of the working folder, else of the installed ones.
  static func path(_ name: String) -> String { Shipped.path(name, ProcessInfo.processInfo.environment) }
}
