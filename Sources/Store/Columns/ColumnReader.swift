internal import CHDF5
internal import Texts

/// Walks an HDF5 file and reads what may be scores.
struct ColumnReader {
  /// A data set that was met: where it is, what its axes and elements are.
  struct Found {
    let name: String, shape: [Int], type: H5T_class_t
    var leaf: Substring { name.split(separator: "/").last ?? "" }
    var folder: String { name.split(separator: "/").dropLast().joined(separator: "/") }
  }

  let path: String
  /// No file gives more values than this, all columns together.
  var room = 1 << 28
  var found: [Found] = [], result = StoredColumns()
  /// Groups that pandas wrote, with what it says of them.
  var frames: [(name: String, kind: String)] = []
  private var seen = 0, passedOver: [String] = []

  init(path: String) { self.path = path }

  /// The columns below a group, or those of a data set.
  mutating func read(_ object: hid_t, name: String = "") throws(StoreError) -> StoredColumns {
    if H5Iget_type(object) == H5I_DATASET {
      try meet(object, name)
      if let set = found.first { try column(set, object) }
    } else {
      try visit("", object, depth: 0)
      for frame in frames { try self.frame(frame.name, frame.kind, below: object) }
      try nets(below: object)
      for set in found { try open(set, below: object) { (reader, id) throws(StoreError) in try reader.column(set, id) } }
    }
    var names: Set<String> = [], twice: [String] = []
    result.columns = result.columns.filter { column in
      let isFirst = names.insert(column.name).inserted
      if !isFirst { twice.append(column.name) }
      return isFirst
    }
    if !twice.isEmpty { result.notes.append("\(twice.count) columns have the name of another and were passed over (\(listed(twice)))") }
    if !passedOver.isEmpty {
      result.notes.append("\(passedOver.count) data sets that are no columns were passed over (\(listed(passedOver)))")
    }
    return result
  }

  /// Calls `body` with a data set that was met.
  mutating func open(
    _ set: Found, below group: hid_t, _ body: (inout ColumnReader, hid_t) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard let handle = Handle(H5Dopen2(group, set.name, 0), H5Dclose) else {
      return result.columns.append(StoredColumn(set.name, .unreadable(reason())))
    }
    try body(&self, handle.id)
  }

  /// Where a data set is met: one that holds no numbers and no texts is passed over.
  private mutating func meet(_ set: hid_t, _ name: String) throws(StoreError) {
    guard let type = Handle(H5Dget_type(set), H5Tclose), let space = Handle(H5Dget_space(set), H5Sclose) else {
      return result.columns.append(StoredColumn(name, .unreadable(reason())))
    }
    let rank = H5Sget_simple_extent_ndims(space.id)
    var dimensions = [hsize_t](repeating: 0, count: max(1, Int(rank)))
    guard rank >= 0, rank == 0 || H5Sget_simple_extent_dims(space.id, &dimensions, nil) == rank else {
      return result.columns.append(StoredColumn(name, .unreadable(reason())))
    }
    let shape = dimensions.prefix(Int(rank)).map { Int(clamping: $0) }
    found.append(Found(name: name, shape: shape, type: H5Tget_class(type.id)))
  }

  /// Meets all data sets below a group, folder by folder; links that lead nowhere are passed over.
  private mutating func visit(_ folder: String, _ group: hid_t, depth: Int) throws(StoreError) {
    for part in try members(of: group) {
      seen += 1
      guard seen <= 1_000_000, depth <= 32 else {
        throw .tooLarge(path: path, name: folder, bytes: "endless folders of", limit: 1_000_000)
      }
      // PyTables' own indices.
      if part.hasPrefix("_i_") { continue }
      guard let object = Handle(H5Oopen(group, part, 0), H5Oclose) else {
        HDF5.forgetFailure()
        continue
      }
      let name = "\(folder)\(part)"
      switch H5Iget_type(object.id) {
      case H5I_GROUP:
        if let kind = try HDF5.text(object.id, "pandas_type", path, limit: 1 << 10) { frames.append((name, kind)) }
        try visit("\(name)/", object.id, depth: depth + 1)
      case H5I_DATASET: try meet(object.id, name)
      default: continue
      }
    }
  }

  /// The names of what a group holds.
  func members(of group: hid_t) throws(StoreError) -> [String] {
    var info = H5G_info_t()
    guard H5Gget_info(group, &info) >= 0 else { throw HDF5.readingError(path, "the list of a group") }
    var names: [String] = []
    for position in 0..<min(info.nlinks, 1_000_001) {
      let length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, position, nil, 0, 0)
      guard length > 0, length < 1 << 16 else { throw HDF5.readingError(path, "the name of a link") }
      var name = [CChar](repeating: 0, count: length + 1)
      guard H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, position, &name, name.count, 0) == length else {
        throw HDF5.readingError(path, "the name of a link")
      }
      names.append(String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return names
  }

  /// Takes a data set as columns, or notes that it is none.
  private mutating func column(_ set: Found, _ id: hid_t) throws(StoreError) {
    // What was never written says nothing.
    guard H5Dget_storage_size(id) > 0 else { return passedOver.append(set.name) }
    let shape = set.shape, isVector = shape.count == 1 || shape.count == 2 && shape.contains(1)
    switch set.type {
    case H5T_COMPOUND where isVector: try table(set, id)
    case H5T_STRING where isVector: result.columns.append(StoredColumn(set.name, texts(id, shape.reduce(1, *))))
    case H5T_INTEGER where isVector, H5T_FLOAT where isVector:
      result.columns.append(StoredColumn(set.name, numbers(id, shape.reduce(1, *))))
    case H5T_INTEGER where shape.count == 2, H5T_FLOAT where shape.count == 2:
      guard shape[1] <= 1_000 else { return passedOver.append(set.name) }
      runs(set.name, numbers(id, shape[0] &* shape[1]), of: shape[1]) { "\(set.name)[\($0)]" }
    default: passedOver.append(set.name)
    }
  }

  /// The columns of a matrix that was read row by row.
  mutating func runs(_ group: String?, _ values: StoredColumn.Values, of width: Int, named name: (Int) -> String) {
    for run in 0..<width { result.columns.append(StoredColumn(name(run), group: group, values.column(run, of: width))) }
  }

  func reason() -> String {
    let reason = HDF5.reason()
    HDF5.forgetFailure()
    return "it cannot be read (\(reason)): copy the file again from its source, or write the column as CSV"
  }
}
