public import FoundationEssentials
internal import Glibc

/// Files that tests read: golden values committed beside them, and shared data that may be absent.
public enum Fixtures {
  /// The package's root folder.
  public static let root = String(#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/"))

  /// A file of Tests/Golden; each has the script that made it beside it.
  public static func golden(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(root)/Tests/Golden/\(name)"))
  }

  /// The path of a file of the shared data folder (`CONCORD_SHARED`, else `../shared` beside the package), nil where absent.
  ///
  ///     @Test(.enabled(if: Fixtures.shared("data/tables/x.csv") != nil, "the published tables are absent: set CONCORD_SHARED"))
  public static func shared(_ name: String) -> String? {
    let folder = ProcessInfo.processInfo.environment["CONCORD_SHARED"] ?? "\(root)/../shared"
    let path = "\(folder)/\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// height × width × 3 bytes of a picture with ramps and edges: what Tests/Golden/imaging/make.py calls `picture`.
  public static func picture(height: Int, width: Int) -> [UInt8] {
    (0..<3 * height * width).map { at in
      let c = at % 3, x = at / 3 % width, y = at / 3 / width
      let ramps = x * (3 + c) + y * (7 - 2 * c), edges = x * y % 97 * 2 + x * x / (5 + c)
      return UInt8((ramps + edges + 40 * c) & 255)
    }
  }

  /// The path of the built command, which lies beside the tests that were built with it.
  public static let command: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/concord"
  }()
}
