extension Sequence where Element: Hashable {
  /// Where each different element stands, and these in the order in which they first come.
  var places: (rows: [Element: [Int]], order: [Element]) {
    var rows: [Element: [Int]] = [:], order: [Element] = []
    for (row, element) in enumerated() {
      if rows[element] == nil { order.append(element) }
      rows[element, default: []].append(row)
    }
    return (rows, order)
  }
}

extension Collection where Element: Hashable {
  /// Whether one stands there twice.
  var hasRepeats: Bool {
    var seen = Set<Element>(minimumCapacity: count)
    return contains { !seen.insert($0).inserted }
  }
}
