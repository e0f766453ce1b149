/// The order of a column of values, with its ties.
///
/// Values must be finite; −0 equals 0. Sorting is stable, by comparison below 2,048 values and by radix above (six passes
/// of 11 bits, those skipped in which all digits agree): 10⁶ values take some tens of milliseconds.
package struct Ranking: Sendable {
  /// Positions by rising value; tied values in the order in which they were given.
  package let order: [Int32]
  /// For each value, how many are smaller.
  package let below: [Int32]
  /// For each value, how many equal it, itself included.
  package let tied: [Int32]

  package init(_ values: [Double]) {
    let order = values.count < 2_048 ? Self.byComparison(values) : Self.byRadix(values)
    var below = [Int32](repeating: 0, count: values.count), tied = below
    var start = 0
    while start < order.count {
      let value = values[Int(order[start])]
      var end = start + 1
      while end < order.count && values[Int(order[end])] == value { end += 1 }
      for position in start..<end {
        below[Int(order[position])] = Int32(start)
        tied[Int(order[position])] = Int32(end - start)
      }
      start = end
    }
    (self.order, self.below, self.tied) = (order, below, tied)
  }

  /// Ranks from 1, ties share the mean of theirs.
  package var meanRanks: [Double] { below.indices.map { Double(below[$0]) + (Double(tied[$0]) + 1) / 2 } }

  private struct Entry {
    var key: UInt64
    var index: Int32
  }

  private static func byComparison(_ values: [Double]) -> [Int32] {
    let indices = (0..<Int32(values.count)).map { $0 }
    return values.withUnsafeBufferPointer { values in
      indices.sorted {
        let (a, b) = (values[Int($0)], values[Int($1)])
        return a < b || (a == b && $0 < $1)
      }
    }
  }

  private static func byRadix(_ values: [Double]) -> [Int32] {
    let n = values.count
    var counts = [Int](repeating: 0, count: 6 << 11)
    return withUnsafeTemporaryAllocation(of: Entry.self, capacity: 2 * n) { memory in
      var from = UnsafeMutableBufferPointer(rebasing: memory[..<n]), to = UnsafeMutableBufferPointer(rebasing: memory[n...])
      counts.withUnsafeMutableBufferPointer { counts in
        for (index, value) in values.enumerated() {
          let bits = (value + 0).bitPattern  // −0 + 0 is 0
          let key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
          from[index] = Entry(key: key, index: Int32(index))
          for digit in 0..<6 { counts[digit << 11 + Int(key >> (11 * UInt64(digit)) & 2_047)] += 1 }
        }
        for digit in 0..<6 {
          let shift = 11 * UInt64(digit)
          if counts[digit << 11 + Int(from[0].key >> shift & 2_047)] == n { continue }
          var sum = 0
          for slot in digit << 11..<(digit + 1) << 11 {
            let count = counts[slot]
            counts[slot] = sum
            sum += count
          }
          for entry in from {
            let slot = digit << 11 + Int(entry.key >> shift & 2_047)
            to[counts[slot]] = entry
            counts[slot] += 1
          }
          swap(&from, &to)
        }
      }
      return from.map(\.index)
    }
  }
}
