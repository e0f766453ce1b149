internal import CHDF5

extension ColumnReader {
  /// A table, of which each field is a column: named by the field alone where it is the file's only data set.
  mutating func table(_ set: Found, _ id: hid_t) throws(StoreError) {
    let prefix = found.count == 1 ? "" : "\(set.name)/"
    try fields(set, id) { (reader, name, values) in reader.result.columns.append(StoredColumn(prefix + name, values)) }
  }

  /// Calls `body` with the columns of a table's fields: numbers, texts of one length, and runs where a field is an array of numbers.
  mutating func fields(
    _ set: Found, _ id: hid_t, _ body: (inout ColumnReader, String, StoredColumn.Values) -> Void
  ) throws(StoreError) {
    guard let type = Handle(H5Dget_type(id), H5Tclose) else {
      return result.columns.append(StoredColumn(set.name, .unreadable(reason())))
    }
    let rows = set.shape.reduce(1, *)
    for position in 0..<UInt32(clamping: min(10_000, H5Tget_nmembers(type.id))) {
      guard let bytes = H5Tget_member_name(type.id, position) else { continue }
      let name = String(cString: bytes)
      H5free_memory(bytes)
      guard let field = Handle(H5Tget_member_type(type.id, position), H5Tclose) else { continue }
      switch H5Tget_class(field.id) {
      case H5T_INTEGER, H5T_FLOAT:
        body(&self, name, member(id, name, field.id, width: nil, rows: rows))
      case H5T_STRING where H5Tis_variable_str(field.id) == 0:
        let width = H5Tget_size(field.id)
        guard width > 0, width < 1 << 16, takeRoom(for: id, rows &* width) == nil else { continue }
        let values: [UInt8]? = member(id, name, field.id, size: width, count: rows * width)
        body(&self, name, values.map { .texts(Self.texts($0, width)) } ?? .unreadable(reason()))
      case H5T_ARRAY:
        var extent: [hsize_t] = [0]
        guard H5Tget_array_ndims(field.id) == 1, H5Tget_array_dims2(field.id, &extent) == 1, (1...1_000).contains(extent[0]),
          let base = Handle(H5Tget_super(field.id), H5Tclose), [H5T_INTEGER, H5T_FLOAT].contains(H5Tget_class(base.id))
        else { continue }
        let width = Int(extent[0]), values = member(id, name, base.id, width: width, rows: rows)
        if case .unreadable = values {
          body(&self, name, values)
        } else {
          for run in 0..<width { body(&self, "\(name)[\(run)]", values.column(run, of: width)) }
        }
      default: continue
      }
    }
  }

  /// One field of all rows as numbers; integers of which a Double has not all digits are texts.
  ///
  /// - Parameters:
  ///   - type: of one number.
  ///   - width: numbers of an array; nil of a number alone.
  private mutating func member(_ set: hid_t, _ name: String, _ type: hid_t, width: Int?, rows: Int) -> StoredColumn.Values {
    let wide = Self.wideInteger(type), own = wide?.type ?? h5t_native_double(), count = rows &* (width ?? 1)
    if let refusal = takeRoom(for: set, count) { return refusal }
    var extent = [hsize_t(width ?? 1)]
    guard let array = Handle(H5Tarray_create2(own, 1, &extent), H5Tclose) else { return .unreadable(reason()) }
    let memory = width == nil ? own : array.id, size = 8 * (width ?? 1)
    if let wide {
      let bits: [UInt64]? = member(set, name, memory, size: size, count: count)
      return bits.map { Self.integers($0, isSigned: wide.isSigned) } ?? .unreadable(reason())
    }
    let values: [Double]? = member(set, name, memory, size: size, count: count)
    return values.map { .numbers($0.map { $0.isNaN ? .nan : $0 }) } ?? .unreadable(reason())
  }

  /// One field of all rows in a type of so many bytes.
  private func member<T>(_ set: hid_t, _ name: String, _ type: hid_t, size: Int, count: Int) -> [T]? {
    guard let memory = Handle(H5Tcreate(H5T_COMPOUND, size), H5Tclose), H5Tinsert(memory.id, name, 0, type) >= 0 else { return nil }
    return try? HDF5.elements(set, memory.id, count, name, path)
  }
}
