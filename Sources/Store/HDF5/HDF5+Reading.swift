internal import CHDF5
internal import Glibc

extension HDF5 {
  /// The array that names all others in their order.
  static let contents = "contents"

  /// Reads what `write` wrote: the root's texts, and all arrays in their order but those that are left out. No size that the file claims
  /// is believed: all arrays together may claim no more bytes than the file has.
  static func read(
    _ path: String, except isLeftOut: (String) -> Bool = { _ in false }
  ) throws(StoreError) -> (attributes: [String: String], arrays: [NamedArray]) {
    try use { () throws(StoreError) in
      let file = try open(path)
      var budget = try size(path)
      let attributes = try attributes(file.id, path)
      guard H5Lexists(file.id, contents, 0) > 0, case .texts(let names) = try array(file.id, contents, path, &budget).values else {
        throw .notARunFile(path: path, reason: "it lacks '\(contents)'")
      }
      var arrays: [NamedArray] = []
      for name in names where !isLeftOut(name) { arrays.append(try array(file.id, name, path, &budget)) }
      return (attributes, arrays)
    }
  }

  /// The root's texts alone.
  static func attributes(_ path: String) throws(StoreError) -> [String: String] {
    try use { () throws(StoreError) in
      let file = try open(path)
      return try attributes(file.id, path)
    }
  }

  private static func attributes(_ file: hid_t, _ path: String) throws(StoreError) -> [String: String] {
    var attributes: [String: String] = [:]
    for name in RunFile.attributeNames { attributes[name] = try text(file, name, path, limit: 1 << 16) }
    return attributes
  }

  /// Opens for reading; says by name what is wrong with a file that is absent, not HDF5, or cut short.
  static func open(_ path: String) throws(StoreError) -> Handle {
    let start = try readFile(path, limit: 8)
    guard !start.isEmpty else { throw .truncated(path: path, reason: "it is empty") }
    guard let access = access() else {
      throw .system(path: path, doing: "reading", reason: reason())
    }
    if let file = Handle(H5Fopen(path, h5f_acc_rdonly(), access.id), H5Fclose) { return file }
    throw start == [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a] ? readingError(path, "its header") : .notHDF5(path: path)
  }

  /// Bytes of a file on disk.
  static func size(_ path: String) throws(StoreError) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system(errno, doing: "reading", path: path) }
    return status.st_size
  }

  /// One array; its bytes are taken off the budget before they are allocated.
  private static func array(_ file: hid_t, _ name: String, _ path: String, _ budget: inout Int) throws(StoreError) -> NamedArray {
    guard let set = Handle(H5Dopen2(file, name, 0), H5Dclose), let type = Handle(H5Dget_type(set.id), H5Tclose),
      let space = Handle(H5Dget_space(set.id), H5Sclose)
    else { throw readingError(path, "'\(name)'") }
    guard NamedArray.isName(name) else { throw .damaged(path: path, what: "the name '\(name)'") }
    let shape = try shape(space.id, name, path), width = H5Tget_size(type.id)
    let bytes = shape.reduce((width, false)) { product, n in
      let next = product.0.multipliedReportingOverflow(by: n)
      return (next.partialValue, product.1 || next.overflow)
    }
    guard !bytes.1, width > 0, bytes.0 <= budget else {
      throw .tooLarge(path: path, name: name, bytes: bytes.1 ? "more than 2^63" : "\(bytes.0)", limit: budget)
    }
    budget -= bytes.0
    try checkStorage(set.id, width, name, path)
    let count = bytes.0 / width
    let values: NamedArray.Values
    switch (H5Tget_class(type.id), width) {
    case (H5T_FLOAT, 4): values = .floats(try elements(set.id, h5t_native_float(), count, name, path))
    case (H5T_FLOAT, 8): values = .doubles(try elements(set.id, h5t_native_double(), count, name, path))
    case (H5T_INTEGER, 8) where H5Tget_sign(type.id) == H5T_SGN_2:
      values = .integers(try elements(set.id, h5t_native_int64(), count, name, path))
    case (H5T_STRING, _) where H5Tis_variable_str(type.id) == 0:
      let all: [UInt8] = try elements(set.id, type.id, bytes.0, name, path)
      values = .texts((0..<count).map { String(decoding: all[$0 * width..<($0 + 1) * width].prefix { $0 != 0 }, as: UTF8.self) })
    default: throw .notARunFile(path: path, reason: "'\(name)' has a type that run files do not use")
    }
    let about = (try text(set.id, "unit", path, limit: 1 << 10), try text(set.id, "description", path, limit: 1 << 12))
    return NamedArray(name, shape: shape, values, unit: about.0 ?? "", about.1 ?? "")
  }

  /// Throws where values lie in another file, or in chunks for which more is allocated than for those that `write` makes.
  private static func checkStorage(_ set: hid_t, _ width: Int, _ name: String, _ path: String) throws(StoreError) {
    guard let creation = Handle(H5Dget_create_plist(set), H5Pclose) else { throw readingError(path, "'\(name)'") }
    if liesElsewhere(creation.id) { throw .notARunFile(path: path, reason: "the values of '\(name)' lie in another file") }
    guard H5Pget_layout(creation.id) == H5D_CHUNKED else { return }
    var chunk = [hsize_t](repeating: 0, count: 32)
    let rank = H5Pget_chunk(creation.id, Int32(chunk.count), &chunk), limit = max(largestChunk, width)
    let bytes = chunk.prefix(Int(max(0, rank))).reduce(Double(width)) { $0 * Double($1) }
    guard rank > 0, bytes <= Double(limit) else { throw .tooLarge(path: path, name: "a chunk of \(name)", bytes: "\(bytes)", limit: limit) }
  }

  /// Whether the values of a data set made so lie in other files: raw ones, or other data sets.
  static func liesElsewhere(_ creation: hid_t) -> Bool { H5Pget_external_count(creation) > 0 || H5Pget_layout(creation) == H5D_VIRTUAL }

  /// The lengths of a data set's axes, of which there is at least one.
  private static func shape(_ space: hid_t, _ name: String, _ path: String) throws(StoreError) -> [Int] {
    let rank = H5Sget_simple_extent_ndims(space)
    guard rank > 0 else { throw .notARunFile(path: path, reason: "'\(name)' has no axes") }
    var dimensions = [hsize_t](repeating: 0, count: Int(rank))
    guard H5Sget_simple_extent_dims(space, &dimensions, nil) == rank else { throw readingError(path, "the shape of '\(name)'") }
    return dimensions.map { Int(clamping: $0) }
  }

  /// Reads a whole data set that was found to be of `count` elements.
  static func elements<T>(_ set: hid_t, _ native: hid_t, _ count: Int, _ name: String, _ path: String) throws(StoreError) -> [T] {
    guard count > 0 else { return [] }
    var failed = false
    let values = [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      failed = H5Dread(set, native, h5s_all(), h5s_all(), 0, buffer.baseAddress) < 0
      initialized = failed ? 0 : count
    }
    if failed { throw readingError(path, "'\(name)'") }
    return values
  }

  /// The text of a fixed-length attribute; nil where there is none of that name and type.
  static func text(_ object: hid_t, _ name: String, _ path: String, limit: Int) throws(StoreError) -> String? {
    let exists = H5Aexists(object, name)
    guard exists >= 0 else { throw readingError(path, "its attributes") }
    guard exists > 0 else { return nil }
    guard let attribute = Handle(H5Aopen(object, name, 0), H5Aclose), let type = Handle(H5Aget_type(attribute.id), H5Tclose),
      let space = Handle(H5Aget_space(attribute.id), H5Sclose)
    else { throw readingError(path, "attribute '\(name)'") }
    guard H5Tget_class(type.id) == H5T_STRING, H5Tis_variable_str(type.id) == 0, H5Sget_simple_extent_npoints(space.id) == 1 else {
      return nil
    }
    let width = H5Tget_size(type.id)
    guard width > 0, width <= limit else { throw .tooLarge(path: path, name: name, bytes: "\(width)", limit: limit) }
    var bytes = [UInt8](repeating: 0, count: width)
    guard H5Aread(attribute.id, type.id, &bytes) >= 0 else { throw readingError(path, "attribute '\(name)'") }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
