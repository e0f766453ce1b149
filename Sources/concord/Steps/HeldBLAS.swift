import FoundationEssentials
import Glibc
import Jobs

/// OpenBLAS as every worker has it, one thread and one core type: it reads them when it is loaded, so the process starts anew.
enum HeldBLAS {
  static let coreType = "Haswell"

  /// Returns where the environment holds OpenBLAS already; else this very command begins again in one that does: call it before
  /// anything is read or printed.
  static func hold() throws(CommandError) {
    let environment = ProcessInfo.processInfo.environment
    let held = LocalLauncher.environment(environment, coreType: coreType), changed = held.filter { environment[$0] != $1 }
    guard !changed.isEmpty else { return }
    for (name, value) in changed { setenv(name, value, 1) }
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    execv("/proc/self/exe", &arguments)
    throw .restart(reason: String(cString: strerror(errno)))
  }
}
