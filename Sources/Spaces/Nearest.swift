/// The known word that a mistyped one most probably means; nil where none is near (more than a third of its letters differ).
package func nearest(to word: String, among known: [String]) -> String? {
  let ranked = known.map { (name: $0, distance: editDistance(Array(word.lowercased()), Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, max(word.count, best.name.count) / 3) ? best.name : nil
}

/// Insertions, deletions, replacements and exchanges of neighbours that turn one into the other, no letter edited twice.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var earlier: [Int] = [], row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var next = [i + 1]
    for (j, other) in b.enumerated() {
      var cost = letter == other ? row[j] : 1 + min(row[j], row[j + 1], next[j])
      if i > 0 && j > 0 && letter == b[j - 1] && other == a[i - 1] { cost = min(cost, 1 + earlier[j - 1]) }
      next.append(cost)
    }
    (earlier, row) = (row, next)
  }
  return row[b.count]
}
