import Fixtures
import FoundationEssentials
import Glibc

/// A Slurm of one node with two cores, or of two with one core each, that `.ci/slurm` runs in a folder while the value lives.
final class RealSlurm: Sendable {
  private let folder: TemporaryFolder

  static let isInstalled = ["/usr/sbin/slurmctld", "/sbin/slurmctld"].contains { (path: String) in access(path, X_OK) == 0 }

  init(nodes: Int = 1) throws {
    folder = try TemporaryFolder()
    guard system("'\(Fixtures.root)/.ci/slurm' start '\(folder.path)' \(2 / nodes) \(nodes) >'\(folder["said"])' 2>&1") == 0 else {
      throw CannotStart(reason: (try? String(contentsOfFile: folder["said"], encoding: .utf8)) ?? "nothing was said")
    }
  }

  deinit { tell("stop") }

  struct CannotStart: Error { let reason: String }

  /// What commands need to find it.
  var environment: [String: String] { ["SLURM_CONF": folder["slurm.conf"]] }

  /// "controller", "node", "stop": see the script.
  func tell(_ word: String) { _ = system("'\(Fixtures.root)/.ci/slurm' \(word) '\(folder.path)' >/dev/null 2>&1") }

  /// What a command of Slurm prints.
  func ask(_ command: String) -> String {
    _ = system("SLURM_CONF='\(folder["slurm.conf"])' \(command) >'\(folder["answer"])' 2>&1")
    return (try? String(contentsOfFile: folder["answer"], encoding: .utf8)) ?? ""
  }

  /// SIGKILL to a daemon ("slurmd", "slurmctld"), which is then started again from what it has on the disk. Whether one was hit.
  func kill(_ daemon: String) -> Bool {
    let name = (try? folder.names.first { $0.hasPrefix(daemon) && $0.hasSuffix(".pid") }) ?? ""
    guard let text = try? String(contentsOfFile: folder[name], encoding: .utf8), let process = pid_t(text.filter(\.isNumber)) else {
      return false
    }
    let isHit = Glibc.kill(process, SIGKILL) == 0
    usleep(200_000)
    tell(daemon == "slurmd" ? "node" : "controller")
    return isHit
  }

  /// State, job number and node of each task that ended, as Slurm wrote them down.
  var ended: [(state: String, id: String, node: String)] {
    let text = (try? String(contentsOfFile: folder["ended.log"], encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      func field(_ name: String) -> String {
        line.split(separator: " ").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
      }
      return (field("JobState"), field("JobId"), field("NodeList"))
    }
  }
}
