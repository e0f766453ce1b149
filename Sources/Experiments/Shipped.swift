internal import FoundationEssentials

/// Files that come with the project, such as its experiments: in the working folder, a clone, or below the folder that `CONCORD_SHARE` names.
public enum Shipped {
  /// The variable that names the folder which `make install` fills: `PREFIX/share/concord`.
  public static let variable = "CONCORD_SHARE"

  /// The path of a file as it stands, or below the folder of installed files where it stands there alone.
  public static func path(_ name: String, _ environment: [String: String]) -> String {
    guard let folder = environment[variable], !folder.isEmpty, !FileManager.default.fileExists(atPath: name) else { return name }
    let installed = "\(folder)/\(name)"
    return FileManager.default.fileExists(atPath: installed) ? installed : name
  }
}
