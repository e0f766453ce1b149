internal import CHDF5

/// The scores of anyone's HDF5 file as columns named by their paths: vectors, matrices of runs, tables, what pandas writes, a group a net.
///
///     for column in try Columns.read("scores.h5").columns { print(column.name) }
public enum Columns {
  /// Integers and floating-point numbers of any width become Double. A data set that cannot be read is a column that says why, for nobody
  /// may ask for it; those of other shapes and types are passed over.
  ///
  /// - Parameter place: the group or data set to read, whose path columns then lack; nil is the whole file.
  /// - Throws: `noColumns` where nothing is left, `noObject` where nothing is at that place, else what opening and reading meet.
  public static func read(_ path: String, at place: String? = nil) throws(StoreError) -> StoredColumns {
    let found = try HDF5.use { () throws(StoreError) in
      let file = try HDF5.open(path)
      var reader = ColumnReader(path: path)
      guard let place else { return try reader.read(file.id) }
      guard let object = Handle(H5Oopen(file.id, place, 0), H5Oclose) else {
        HDF5.forgetFailure()
        throw .noObject(path: path, name: place, known: try reader.members(of: file.id))
      }
      return try reader.read(object.id, name: place.split(separator: "/").last.map(String.init) ?? place)
    }
    guard !found.columns.isEmpty else { throw .noColumns(path: path, passedOver: found.notes) }
    return found
  }
}
