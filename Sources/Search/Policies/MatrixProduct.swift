/// C += A B in Float, with the same bits on every CPU: every element of C adds its products one by one, in order of depth.
///
/// A library of linear algebra picks its order by the processor. Eight columns of B are copied side by side and read once for every four
/// rows of A, which keeps SSE2 busy; no product is fused with its addition.
package enum MatrixProduct {
  /// A matrix in memory: element (i, j) at `start[i * row + j * column]`.
  package struct Operand {
    let start: UnsafePointer<Float>
    let row, column: Int

    package init(_ start: UnsafePointer<Float>, row: Int, column: Int = 1) {
      self.start = start
      self.row = row
      self.column = column
    }

    package var transposed: Operand { Operand(start, row: column, column: row) }
  }

  /// `rows` × `depth` times `depth` × `columns`; C is contiguous by rows, and `columns` a multiple of 8.
  package static func add(_ rows: Int, _ columns: Int, _ depth: Int, _ a: Operand, _ b: Operand, to c: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: max(1, depth)) { room in
      guard let panel = room.baseAddress else { return }
      for first in stride(from: 0, to: columns, by: 8) {
        pack(b, depth, first, panel)
        var i = 0
        while i + 4 <= rows {
          four(a, i, depth, panel, c + i * columns + first, columns)
          i += 4
        }
        while i < rows {
          let to = c + i * columns + first
          var sum = load(to), left = a.start + i * a.row
          for k in 0..<depth {
            sum += panel[k] * left.pointee
            left += a.column
          }
          store(sum, to)
          i += 1
        }
      }
    }
  }

  /// c += a B for one row a of `depth` numbers and a contiguous B: the same bits as `add` with one row, without the copy.
  package static func add(
    _ columns: Int, _ depth: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, to c: UnsafeMutablePointer<Float>
  ) {
    var first = 0
    while first + 32 <= columns {
      let to = c + first
      var s0 = load(to), s1 = load(to + 8), s2 = load(to + 16), s3 = load(to + 24), row = b + first
      for k in 0..<depth {
        let left = a[k]
        s0 += load(row) * left
        s1 += load(row + 8) * left
        s2 += load(row + 16) * left
        s3 += load(row + 24) * left
        row += columns
      }
      store(s0, to)
      store(s1, to + 8)
      store(s2, to + 16)
      store(s3, to + 24)
      first += 32
    }
    precondition(first == columns, "\(columns) columns: a multiple of 32 is needed")
  }

  @inline(__always) static func load(_ from: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always) static func store(_ value: SIMD8<Float>, _ to: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(to).storeBytes(of: value, as: SIMD8<Float>.self)
  }

  /// Columns `first` ..< `first + 8` of B, a row after the other.
  private static func pack(_ b: Operand, _ depth: Int, _ first: Int, _ panel: UnsafeMutablePointer<SIMD8<Float>>) {
    if b.column == 1 {
      for k in 0..<depth { panel[k] = load(b.start + k * b.row + first) }
      return
    }
    for k in 0..<depth {
      let from = b.start + k * b.row + first * b.column
      var row = SIMD8<Float>()
      for j in 0..<8 { row[j] = from[j * b.column] }
      panel[k] = row
    }
  }

  /// Four rows from the `i`-th on.
  @inline(__always) private static func four(
    _ a: Operand, _ i: Int, _ depth: Int, _ panel: UnsafeMutablePointer<SIMD8<Float>>, _ c: UnsafeMutablePointer<Float>, _ columns: Int
  ) {
    var s0 = load(c), s1 = load(c + columns), s2 = load(c + 2 * columns), s3 = load(c + 3 * columns)
    var left = a.start + i * a.row
    let row = a.row, step = a.column
    for k in 0..<depth {
      let right = panel[k]
      s0 += right * left[0]
      s1 += right * left[row]
      s2 += right * left[2 * row]
      s3 += right * left[3 * row]
      left += step
    }
    store(s0, c)
    store(s1, c + columns)
    store(s2, c + 2 * columns)
    store(s3, c + 3 * columns)
  }
}
