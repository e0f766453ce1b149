internal import FoundationEssentials

/// The table that ships with the project, and others by their path.
public enum ShippedTable {
  /// NAS-Bench-Macro (Su et al. 2021; see NOTICE): bytes of its content.
  private static let nasBenchMacro = (name: "nas-bench-macro_cifar10.json.xz", size: 1_178_821)

  /// The content of a table. Throws `ExperimentError` where it is not there or cannot be read, and where it is compressed and not the one that
  /// ships, for no size that a file states is trusted.
  public static func content(_ path: String) throws -> [UInt8] {
    let isShipped = path.split(separator: "/").last.map(String.init) == nasBenchMacro.name
    if path.hasSuffix(".xz"), !isShipped {
      throw ExperimentError.tableUnreadable(path: path, reason: "it is compressed and of unknown size: decompress it first")
    }
    return try TableFile(path, source: "the project", size: isShipped ? nasBenchMacro.size : nil)
      .content(ProcessInfo.processInfo.environment).bytes
  }
}
