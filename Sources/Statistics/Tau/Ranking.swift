/// The order of a column of values, with its ties.
///
/// Values must be finite; −0 equals 0. Sorting is stable, by comparison below 2,048 values and by radix above: three passes
/// over the upper 33 bits, those skipped in which all digits agree, then comparisons among values that agree in these bits
/// and differ below. 10⁶ values take some tens of milliseconds.
package struct Ranking: Sendable {
  /// Positions by rising value; tied values in the order in which they were given.
  package let order: [Int32]
  /// For each value, how many are smaller.
  package let below: [Int32]
  /// For each value, how many equal it, itself included.
  package let tied: [Int32]
  /// Whether any two values are equal.
  package let hasTies: Bool

  package init(_ values: [Double]) {
    let entries = Self.sorted(values)
    var order = [Int32](repeating: 0, count: values.count), below = order, tied = order
    var start = 0, hasTies = false
    while start < entries.count {
      let key = entries[start].key
      var end = start + 1
      while end < entries.count && entries[end].key == key { end += 1 }
      hasTies = hasTies || end - start > 1
      for position in start..<end {
        let index = entries[position].index
        order[position] = index
        below[Int(index)] = Int32(start)
        tied[Int(index)] = Int32(end - start)
      }
      start = end
    }
    (self.order, self.below, self.tied, self.hasTies) = (order, below, tied, hasTies)
  }

  /// Ranks from 1, ties share the mean of theirs.
  package var meanRanks: [Double] { below.indices.map { Double(below[$0]) + (Double(tied[$0]) + 1) / 2 } }

  /// A value as a number that rises with it, and where it was given.
  private struct Entry {
    var key: UInt64
    var index: Int32

    init(_ value: Double, _ index: Int) {
      let bits = (value + 0).bitPattern  // −0 + 0 is 0
      key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
      self.index = Int32(index)
    }

    static func precedes(_ a: Entry, _ b: Entry) -> Bool { a.key < b.key || (a.key == b.key && a.index < b.index) }
  }

  private static func sorted(_ values: [Double]) -> [Entry] {
    var entries = values.enumerated().map { Entry($1, $0) }
    guard values.count >= 2_048 else {
      entries.sort(by: Entry.precedes)
      return entries
    }
    distribute(&entries)
    var start = 0
    while start < entries.count {
      let (key, upper) = (entries[start].key, entries[start].key >> 31)
      var end = start + 1, differs = false
      while end < entries.count && entries[end].key >> 31 == upper {
        differs = differs || entries[end].key != key
        end += 1
      }
      if differs { entries[start..<end].sort(by: Entry.precedes) }
      start = end
    }
    return entries
  }

  /// Sorts by the upper 33 bits of the keys, stably: three passes of 11 bits.
  private static func distribute(_ entries: inout [Entry]) {
    let n = entries.count, digits = 3
    var counts = [Int](repeating: 0, count: digits << 11)
    entries.withUnsafeMutableBufferPointer { entries in
      withUnsafeTemporaryAllocation(of: Entry.self, capacity: n) { spare in
        counts.withUnsafeMutableBufferPointer { counts in
          func slot(_ key: UInt64, _ digit: Int) -> Int { digit << 11 + Int(key >> (31 + 11 * UInt64(digit)) & 2_047) }
          for entry in entries { for digit in 0..<digits { counts[slot(entry.key, digit)] += 1 } }
          var from = entries, to = spare
          for digit in 0..<digits {
            if counts[slot(from[0].key, digit)] == n { continue }
            var sum = 0
            for slot in digit << 11..<(digit + 1) << 11 { (counts[slot], sum) = (sum, sum + counts[slot]) }
            for entry in from {
              let slot = slot(entry.key, digit)
              to[counts[slot]] = entry
              counts[slot] += 1
            }
            swap(&from, &to)
          }
          if from.baseAddress != entries.baseAddress { for index in 0..<n { entries[index] = from[index] } }
        }
      }
    }
  }
}
