/// The order of a column of values, with its ties.
///
/// Values must be finite; −0 equals 0. Sorting is stable, by comparison below 2,048 values and by radix above: four passes
/// over the upper 32 bits, those skipped in which all digits agree, then comparisons among values that agree in these bits
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
    let n = values.count
    var below: [Int32] = [], tied: [Int32] = [], hasTies = false
    order = [Int32](unsafeUninitializedCapacity: n) { order, ordered in
      below = [Int32](unsafeUninitializedCapacity: n) { below, counted in
        tied = [Int32](unsafeUninitializedCapacity: n) { tied, compared in
          values.withUnsafeBufferPointer { values in
            tied.initialize(repeating: 1)
            if n < 2_048 { Self.sort(values, into: order) } else { Self.distribute(values, into: order) }
            hasTies = Self.count(values, order, below, tied)
          }
          compared = n
        }
        counted = n
      }
      ordered = n
    }
    (self.below, self.tied, self.hasTies) = (below, tied, hasTies)
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

  private static func sort(_ values: UnsafeBufferPointer<Double>, into order: UnsafeMutableBufferPointer<Int32>) {
    var entries = values.enumerated().map { Entry($1, $0) }
    entries.sort(by: Entry.precedes)
    for (place, entry) in entries.enumerated() { order[place] = entry.index }
  }

  /// Sorts by the upper 32 bits of the keys, stably, in four passes of 8 bits, then by values those that agree in these.
  ///
  /// An entry is 32 bits of key above 32 of position: half of what whole keys move.
  private static func distribute(_ values: UnsafeBufferPointer<Double>, into order: UnsafeMutableBufferPointer<Int32>) {
    let n = values.count, digits = 4
    var counts = [Int](repeating: 0, count: digits << 8)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * n) { memory in
      counts.withUnsafeMutableBufferPointer { counts in
        func slot(_ entry: UInt64, _ digit: Int) -> Int { digit << 8 + Int(entry >> (32 + 8 * UInt64(digit)) & 255) }
        var from = UnsafeMutableBufferPointer(rebasing: memory[..<n]), to = UnsafeMutableBufferPointer(rebasing: memory[n...])
        for index in 0..<n {
          let entry = Entry(values[index], index).key & ~0xFFFF_FFFF | UInt64(index)
          from[index] = entry
          for digit in 0..<digits { counts[slot(entry, digit)] += 1 }
        }
        for digit in 0..<digits {
          if counts[slot(from[0], digit)] == n { continue }
          var sum = 0
          for slot in digit << 8..<(digit + 1) << 8 { (counts[slot], sum) = (sum, sum + counts[slot]) }
          for entry in from {
            let slot = slot(entry, digit)
            to[counts[slot]] = entry
            counts[slot] += 1
          }
          swap(&from, &to)
        }
        for place in 0..<n { order[place] = Int32(truncatingIfNeeded: from[place]) }
        var start = 0
        while start < n {
          let upper = from[start] >> 32
          var end = start + 1
          while end < n && from[end] >> 32 == upper { end += 1 }
          if end - start > 1 { settle(UnsafeMutableBufferPointer(rebasing: order[start..<end]), values) }
          start = end
        }
      }
    }
  }

  /// Orders positions of values that agree in the upper bits, stably.
  private static func settle(_ order: UnsafeMutableBufferPointer<Int32>, _ values: UnsafeBufferPointer<Double>) {
    if order.count > 16 {
      let first = values[Int(order[0])]
      guard order.contains(where: { values[Int($0)] != first }) else { return }
      var order = order
      return order.sort { a, b in
        let (one, other) = (values[Int(a)], values[Int(b)])
        return one < other || one == other && a < b
      }
    }
    for end in 1..<order.count {
      let moved = order[end], value = values[Int(moved)]
      var place = end
      while place > 0, values[Int(order[place - 1])] > value {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = moved
    }
  }

  /// Fills in how many values are smaller and, where it is not one, how many equal, and says whether any two are.
  private static func count(
    _ values: UnsafeBufferPointer<Double>, _ order: UnsafeMutableBufferPointer<Int32>, _ below: UnsafeMutableBufferPointer<Int32>,
    _ tied: UnsafeMutableBufferPointer<Int32>
  ) -> Bool {
    let n = values.count
    var start = 0, hasTies = false
    while start < n {
      let value = values[Int(order[start])]
      var end = start + 1
      while end < n && values[Int(order[end])] == value { end += 1 }
      hasTies = hasTies || end - start > 1
      for position in start..<end { below[Int(order[position])] = Int32(truncatingIfNeeded: start) }
      if end - start > 1 {
        for position in start..<end { tied[Int(order[position])] = Int32(truncatingIfNeeded: end - start) }
      }
      start = end
    }
    return hasTies
  }
}
