internal import CHDF5

/// The one-dimensional numeric data sets of anyone's HDF5 file, wherever they stand in it, as columns named by their path.
///
///     for column in try Columns.read("scores.h5") { print(column.name, column.values.count) }
public enum Columns {
  /// In the order of names; integers and floating-point numbers of any width become Double. Data sets of another rank or type, and those
  /// that were never written, are passed over. Throws `noColumns` where nothing is left, else what opening and reading meet.
  public static func read(_ path: String) throws(StoreError) -> [(name: String, values: [Double])] {
    let columns = try HDF5.use { () throws(StoreError) in
      let file = try HDF5.open(path)
      var room = most
      var columns: [(name: String, values: [Double])] = []
      for name in try names(file.id, path) {
        if let values = try column(file.id, name, path, &room) { columns.append((name, values)) }
      }
      return columns
    }
    guard !columns.isEmpty else { throw .noColumns(path: path) }
    return columns
  }

  /// No file gives more values than this, all columns together.
  private static let most = 1 << 28
  /// No filter of libhdf5 makes more bytes of one.
  private static let greatestExpansion = 1_100

  /// A data set as Double; nil where it is no numeric vector or was never written.
  private static func column(_ file: hid_t, _ name: String, _ path: String, _ room: inout Int) throws(StoreError) -> [Double]? {
    guard let set = Handle(H5Dopen2(file, name, 0), H5Dclose), let type = Handle(H5Dget_type(set.id), H5Tclose),
      let space = Handle(H5Dget_space(set.id), H5Sclose)
    else { throw HDF5.readingError(path, "'\(name)'") }
    let isNumeric = [H5T_INTEGER, H5T_FLOAT].contains(H5Tget_class(type.id)), stored = H5Dget_storage_size(set.id)
    guard isNumeric, stored > 0, H5Sget_simple_extent_ndims(space.id) == 1 else { return nil }
    let count = Int(clamping: H5Sget_simple_extent_npoints(space.id)), limit = min(room, Int(clamping: stored) * greatestExpansion)
    guard count >= 0, count <= limit else { throw .tooLarge(path: path, name: name, bytes: "\(count)", limit: limit) }
    room -= count
    return try HDF5.elements(set.id, h5t_native_double(), count, name, path)
  }

  /// The names of all data sets below the root, folder by folder; links that lead nowhere are passed over.
  private static func names(_ file: hid_t, _ path: String) throws(StoreError) -> [String] {
    var found: [String] = []
    var seen = 0
    func visit(_ folder: String, _ group: hid_t, depth: Int) throws(StoreError) {
      var info = H5G_info_t()
      guard H5Gget_info(group, &info) >= 0 else { throw HDF5.readingError(path, "the list of '\(folder)'") }
      for position in 0..<info.nlinks {
        seen += 1
        guard seen <= 1_000_000, depth <= 32 else {
          throw .tooLarge(path: path, name: folder, bytes: "endless folders of", limit: 1_000_000)
        }
        let part = try linkName(group, position)
        guard let object = Handle(H5Oopen(group, part, 0), H5Oclose) else {
          HDF5.forgetFailure()
          continue
        }
        switch H5Iget_type(object.id) {
        case H5I_GROUP: try visit("\(folder)\(part)/", object.id, depth: depth + 1)
        case H5I_DATASET: found.append("\(folder)\(part)")
        default: continue
        }
      }
    }
    func linkName(_ group: hid_t, _ position: hsize_t) throws(StoreError) -> String {
      let length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, position, nil, 0, 0)
      guard length > 0, length < 1 << 16 else { throw HDF5.readingError(path, "the name of a link") }
      var name = [CChar](repeating: 0, count: length + 1)
      guard H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, position, &name, name.count, 0) == length else {
        throw HDF5.readingError(path, "the name of a link")
      }
      return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    try visit("", file, depth: 0)
    return found
  }
}
