/// The known word that a mistyped one most probably means; nil where none is near (more than a third of its letters differ).
package func nearest(to word: String, among known: [String]) -> String? {
  let ranked = known.map { (name: $0, distance: editDistance(Array(word.lowercased()), Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, max(word.count, best.name.count) / 3) ? best.name : nil
}

/// Levenshtein's: insertions, deletions and replacements that turn one into the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      (diagonal, row[j + 1]) = (row[j + 1], letter == other ? diagonal : 1 + min(diagonal, row[j], row[j + 1]))
    }
  }
  return row[b.count]
}
