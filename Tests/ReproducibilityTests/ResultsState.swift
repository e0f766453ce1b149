import Digests
import FoundationEssentials
import Glibc
import Store

/// What lies in the results folder of a ranking.
struct ResultsState {
  static let kinds = ["supernet", "stand-alone", "evaluation"]

  /// By path below the folder: inode and result digest of each run file.
  var runs: [String: (inode: UInt, digest: String)] = [:]
  /// What lies beside them.
  var others: [String] = []
  /// The kinds whose jobs run.
  var running: Set<String> = []

  init(_ results: String) throws {
    for kind in Self.kinds {
      let folder = "\(results)/\(kind)"
      guard FileManager.default.fileExists(atPath: folder) else { continue }
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        var status = stat()
        if name.hasSuffix(".lock") { running.insert(kind) }
        guard name.hasSuffix(".h5"), !name.hasPrefix("."), stat("\(folder)/\(name)", &status) == 0 else {
          others.append("\(kind)/\(name)")
          continue
        }
        runs["\(kind)/\(name)"] = (status.st_ino, try RunFile.read("\(folder)/\(name)").resultDigest.hex)
      }
    }
  }
}
