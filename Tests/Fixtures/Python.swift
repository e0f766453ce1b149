internal import FoundationEssentials

/// The Python that tests run: CONCORD_PYTHON, else python3.
public enum Python {
  public static let program = ProcessInfo.processInfo.environment["CONCORD_PYTHON"] ?? "python3"

  /// Whether its libraries have all of these, by looking: starting it would take longer than all else.
  public static func has(_ names: String...) -> Bool { names.allSatisfy(has) }

  private static func has(_ name: String) -> Bool {
    let folders =
      program.contains("/")
      ? [program.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")] : ["/usr", "/usr/local"]
    return folders.contains { folder in
      ["\(folder)/lib/python3", "\(folder)/lib"].contains { library in
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.filter { $0.hasPrefix("python3") || $0 == "dist-packages" }.contains { version in
          ["", "/dist-packages", "/site-packages"].contains { FileManager.default.fileExists(atPath: "\(library)/\(version)\($0)/\(name)") }
        }
      }
    }
  }
}
