/// The results folder that a run file stands in: `<results>/<kind>/<digest>.h5`.
struct ResultsFolder {
  let path: String

  /// Throws `CommandError.notInResults` where the file stands elsewhere.
  init(of file: String, kind: String) throws(CommandError) {
    let parts = (file.hasPrefix("/") ? file : "./\(file)").split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[parts.count - 2] == kind else { throw .notInResults(path: file, kind: kind) }
    let folder = parts.dropLast(2).joined(separator: "/")
    path = folder.isEmpty ? "/" : folder
  }
}
