/// Takes arrays out of a run file by name, type and shape; whatever differs is a named error.
package struct ArrayReader {
  let path: String
  private let byName: [String: NamedArray]
  private let ordered: [NamedArray]

  init(path: String, _ arrays: [NamedArray]) {
    (self.path, ordered) = (path, arrays)
    byName = Dictionary(arrays.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The arrays of a folder in the file's order, named without it.
  func folder(_ folder: String) -> [NamedArray] {
    ordered.filter { $0.name.hasPrefix(folder + "/") }.map { $0.moved(to: String($0.name.dropFirst(folder.count + 1))) }
  }

  func array(_ name: String) throws(StoreError) -> NamedArray {
    guard let array = byName[name] else { throw .missingArray(path: path, name: name) }
    return array
  }

  func doubles(_ name: String, count: Int? = nil) throws(StoreError) -> [Double] {
    let array = try array(name)
    guard case .doubles(let values) = array.values else { throw wrong(array, "float64") }
    return try check(values, array, count)
  }

  func integers(_ name: String, count: Int? = nil) throws(StoreError) -> [Int] {
    let array = try array(name)
    guard case .integers(let values) = array.values else { throw wrong(array, "int64") }
    return try check(values.map { Int($0) }, array, count)
  }

  func texts(_ name: String, count: Int? = nil) throws(StoreError) -> [String] {
    let array = try array(name)
    guard case .texts(let values) = array.values else { throw wrong(array, "text") }
    return try check(values, array, count)
  }

  func number(_ name: String) throws(StoreError) -> Double { try doubles(name, count: 1)[0] }
  func integer(_ name: String) throws(StoreError) -> Int { try integers(name, count: 1)[0] }
  func text(_ name: String) throws(StoreError) -> String { try texts(name, count: 1)[0] }

  /// The rows of a matrix of integers with as many rows and columns as said.
  func rows(_ name: String, _ rows: Int, of columns: Int) throws(StoreError) -> [[Int]] {
    let array = try array(name)
    guard array.shape == [rows, columns] else { throw wrong(array, "int64 \([rows, columns])") }
    let flat = try integers(name)
    return (0..<rows).map { Array(flat[$0 * columns..<($0 + 1) * columns]) }
  }

  private func check<T>(_ values: [T], _ array: NamedArray, _ count: Int?) throws(StoreError) -> [T] {
    if let count, values.count != count { throw wrong(array, "\(array.values.type) [\(count)]") }
    return values
  }

  private func wrong(_ array: NamedArray, _ expected: String) -> StoreError {
    .wrongArray(path: path, name: array.name, found: "\(array.values.type) \(array.shape)", expected: expected)
  }
}
