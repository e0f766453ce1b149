public import Digests
internal import Texts

/// Takes arrays out of a run file by name, type and shape; whatever differs is a named error.
public struct ArrayReader {
  let path: String
  private let byName: [String: NamedArray]
  private let ordered: [NamedArray]

  /// `path` is what errors name; arrays keep their order.
  init(path: String, _ arrays: [NamedArray]) {
    (self.path, ordered) = (path, arrays)
    byName = Dictionary(arrays.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The arrays of a folder in the file's order, named without it.
  public func folder(_ folder: String) -> [NamedArray] {
    ordered.filter { $0.name.hasPrefix(folder + "/") }.map { $0.moved(to: String($0.name.dropFirst(folder.count + 1))) }
  }

  /// The array of that name. Throws `missingArray`.
  public func array(_ name: String) throws(StoreError) -> NamedArray {
    guard let array = byName[name] else { throw .missingArray(path: path, name: name) }
    return array
  }

  /// The values of a float64 array, in row-major order; of the shape given, if one is. Throws `missingArray` and `wrongArray`.
  public func doubles(_ name: String, shape: [Int]? = nil) throws(StoreError) -> [Double] {
    let array = try array(name)
    guard case .doubles(let values) = array.values else { throw wrong(array, "float64") }
    return try check(values, array, shape)
  }

  /// The same of an int64 array.
  public func integers(_ name: String, shape: [Int]? = nil) throws(StoreError) -> [Int] {
    let array = try array(name)
    guard case .integers(let values) = array.values else { throw wrong(array, "int64") }
    return try check(values, array, shape)
  }

  /// The same of an int64 array that counts something, such as images: from 0 to 2⁴⁰, so that counts can be added up. Throws `damaged` of others.
  func counts(_ name: String, shape: [Int]? = nil) throws(StoreError) -> [Int] {
    let counts = try integers(name, shape: shape)
    guard counts.allSatisfy({ (0...1 << 40).contains($0) }) else { throw .damaged(path: path, what: "\(name), which counts nothing,") }
    return counts
  }

  /// The same of an array of texts.
  public func texts(_ name: String, shape: [Int]? = nil) throws(StoreError) -> [String] {
    let array = try array(name)
    guard case .texts(let values) = array.values else { throw wrong(array, "text") }
    return try check(values, array, shape)
  }

  /// The only value of a float64 array of shape [1].
  public func number(_ name: String) throws(StoreError) -> Double { try doubles(name, shape: [1])[0] }
  /// The only value of an int64 array of shape [1].
  public func integer(_ name: String) throws(StoreError) -> Int { try integers(name, shape: [1])[0] }
  /// The only text of an array of shape [1].
  public func text(_ name: String) throws(StoreError) -> String { try texts(name, shape: [1])[0] }

  /// The only text of an array that not all files of a kind have.
  public func textIfPresent(_ name: String) throws(StoreError) -> String? { byName[name] == nil ? nil : try text(name) }

  /// Whether there is an array of that name: for those that not all files of a kind have.
  func has(_ name: String) -> Bool { byName[name] != nil }

  /// The digest that an array of one text spells. Throws `wrongArray` where the text is none.
  public func digest(_ name: String) throws(StoreError) -> Digest {
    let text = try text(name)
    guard let digest = Digest(hex: text) else {
      throw .wrongArray(path: path, name: name, found: "'\(text.shortened)'", expected: "a SHA-256 digest")
    }
    return digest
  }

  private func check<T>(_ values: [T], _ array: NamedArray, _ shape: [Int]?) throws(StoreError) -> [T] {
    if let shape, array.shape != shape { throw wrong(array, "\(array.values.type) \(shape)") }
    return values
  }

  private func wrong(_ array: NamedArray, _ expected: String) -> StoreError {
    .wrongArray(path: path, name: array.name, found: "\(array.values.type) \(array.shape)", expected: expected)
  }
}
