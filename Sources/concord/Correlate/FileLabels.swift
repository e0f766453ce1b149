/// What files are called where columns of one name have to be told apart: `scores` of `runs/scores.csv`, and as much more of the path as makes them
/// differ.
struct FileLabels {
  let labels: [String]

  init(_ paths: [String]) {
    // From the shortest on: without ending, with it, with one folder, with two, …
    let most = paths.map { $0.split(separator: "/").count }.max() ?? 1
    let candidates = (0...most).map { parts in paths.map { Self.label($0, parts) } }
    labels = candidates.first { Set($0).count == paths.count } ?? paths
  }

  private static func label(_ path: String, _ parts: Int) -> String {
    let all = path.split(separator: "/")
    if parts > 0 { return all.suffix(parts).joined(separator: "/") }
    return all.last?.split(separator: ".").first.map(String.init) ?? path
  }
}
