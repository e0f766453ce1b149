/// Numbers of tasks as Slurm writes them: "0-99,120,200-210:5%4".
enum TaskRange {
  /// More than any cluster has in an array.
  private static let most = 1 << 24

  /// Nil where it is something else, or cut short ("0-9,...").
  static func numbers(_ text: Substring) -> [Int]? {
    var numbers: [Int] = []
    // How many run at once does not matter here.
    for part in text.prefix(while: { $0 != "%" }).split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false), step = halves.count == 2 ? Int(halves[1]) : 1
      let ends = (halves.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard halves.count <= 2, let step, step > 0, (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first >= 0, first <= last, last < most
      else { return nil }
      numbers += stride(from: first, through: last, by: step)
    }
    return numbers
  }
}
