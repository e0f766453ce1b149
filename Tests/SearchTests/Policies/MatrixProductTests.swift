import Search
import Streams
import Testing

@Suite struct MatrixProductTests {
  /// Element by element in order of depth, whatever is blocked: equal bits.
  @Test(arguments: [1, 3, 4, 9], [0, 1, 5, 32]) func sumsAreTakenInOrderOfDepth(rows: Int, depth: Int) {
    let columns = 32
    var random = RandomStream(seed: 2, "product")
    func matrix(_ count: Int) -> [Float] { (0..<max(1, count)).map { _ in Float(random.unit() - 0.5) } }
    let a = matrix(rows * depth), b = matrix(depth * columns), start = matrix(rows * columns)
    var wanted = start, plain = start, transposed = start, single = start
    for i in 0..<rows { for j in 0..<columns { for k in 0..<depth { wanted[i * columns + j] += a[i * depth + k] * b[k * columns + j] } } }
    var aColumns = a, bColumns = b
    for i in 0..<rows { for k in 0..<depth { aColumns[k * rows + i] = a[i * depth + k] } }
    for k in 0..<depth { for j in 0..<columns { bColumns[j * depth + k] = b[k * columns + j] } }
    MatrixProduct.add(rows, columns, depth, .init(a, row: depth), .init(b, row: columns), to: &plain)
    MatrixProduct.add(
      rows, columns, depth, .init(aColumns, row: rows).transposed, .init(bColumns, row: depth).transposed, to: &transposed)
    for i in 0..<rows {
      single.withUnsafeMutableBufferPointer { single in
        a.withUnsafeBufferPointer { a in
          guard let to = single.baseAddress, let from = a.baseAddress else { return }
          MatrixProduct.add(columns, depth, from + i * depth, b, to: to + i * columns)
        }
      }
    }
    #expect(plain == wanted)
    #expect(transposed == wanted)
    #expect(single == wanted)
  }
}
