internal import CHDF5

extension HDF5 {
  /// Fills the fresh file `temporary`: attributes of the root, the table of contents, then the arrays, each chunk with its fletcher32
  /// checksum. `path` is the name that errors give.
  static func write(_ attributes: [(String, String)], _ arrays: [NamedArray], to temporary: String, for path: String) throws(StoreError) {
    let contents = NamedArray(contents, .texts(arrays.map(\.name)), "names of all arrays in their order")
    try use { () throws(StoreError) in
      // This format refuses a file that was never closed, and checks its own headers.
      guard let access = access(), H5Pset_libver_bounds(access.id, H5F_LIBVER_V110, H5F_LIBVER_V110) >= 0,
        let linking = Handle(H5Pcreate(h5p_link_create()), H5Pclose), H5Pset_create_intermediate_group(linking.id, 1) >= 0,
        let file = Handle(H5Fcreate(temporary, h5f_acc_trunc(), 0, access.id), H5Fclose)
      else { throw writingError(path) }
      for (name, value) in attributes { try setText(file.id, name, value, path) }
      for array in [contents] + arrays { try write(array, file.id, linking.id, path) }
      guard H5Fflush(file.id, H5F_SCOPE_GLOBAL) >= 0, file.close() else { throw writingError(path) }
    }
  }

  /// One data set with unit and description, closed before the next: that is when its last chunks are written.
  private static func write(_ array: NamedArray, _ file: hid_t, _ linking: hid_t, _ path: String) throws(StoreError) {
    let dimensions = array.shape.map { hsize_t($0) }
    guard let space = Handle(H5Screate_simple(Int32(dimensions.count), dimensions, nil), H5Sclose),
      let creation = Handle(H5Pcreate(h5p_dataset_create()), H5Pclose)
    else { throw writingError(path) }
    switch array.values {
    case .floats(let values): try write(values, as: h5t_ieee_f32le(), h5t_native_float())
    case .doubles(let values): try write(values, as: h5t_ieee_f64le(), h5t_native_double())
    case .integers(let values): try write(values, as: h5t_std_i64le(), h5t_native_int64())
    case .texts(let values):
      let width = max(1, values.map(\.utf8.count).max() ?? 1)
      let bytes = values.flatMap { Array($0.utf8) + [UInt8](repeating: 0, count: width - $0.utf8.count) }
      let type = try textType(width, path)
      try write(bytes, as: type.id, type.id)
    }

    func write<T: BitwiseCopyable>(_ values: [T], as stored: hid_t, _ native: hid_t) throws(StoreError) {
      if !values.isEmpty {
        let chunk = chunk(array.shape, width: H5Tget_size(stored)).map { hsize_t($0) }
        guard H5Pset_chunk(creation.id, Int32(chunk.count), chunk) >= 0, H5Pset_fletcher32(creation.id) >= 0 else {
          throw writingError(path)
        }
      }
      guard let set = Handle(H5Dcreate2(file, array.name, stored, space.id, linking, creation.id, 0), H5Dclose) else {
        throw writingError(path)
      }
      if !array.unit.isEmpty { try setText(set.id, "unit", array.unit, path) }
      if !array.description.isEmpty { try setText(set.id, "description", array.description, path) }
      let status = values.withUnsafeBytes { $0.isEmpty ? 0 : H5Dwrite(set.id, native, h5s_all(), h5s_all(), 0, $0.baseAddress) }
      guard status >= 0, set.close() else { throw writingError(path) }
    }
  }

  /// Bytes: a mebibyte, the size of libhdf5's cache. Only a single longer text takes more.
  static let largestChunk = 1 << 20

  /// Chunks of at most that, cut along the first axes.
  private static func chunk(_ shape: [Int], width: Int) -> [Int] {
    var chunk = shape, bytes = shape.reduce(width, *)
    for axis in shape.indices where bytes > largestChunk {
      let row = bytes / chunk[axis]
      chunk[axis] = max(1, largestChunk / row)
      bytes = row * chunk[axis]
    }
    return chunk
  }

  /// A text as a scalar attribute of fixed length.
  private static func setText(_ object: hid_t, _ name: String, _ value: String, _ path: String) throws(StoreError) {
    let type = try textType(max(1, value.utf8.count), path)
    guard let space = Handle(H5Screate(H5S_SCALAR), H5Sclose),
      let attribute = Handle(H5Acreate2(object, name, type.id, space.id, 0, 0), H5Aclose),
      H5Awrite(attribute.id, type.id, Array(value.utf8) + [0]) >= 0, attribute.close()
    else { throw writingError(path) }
  }

  /// Fixed-length UTF-8: it lies in the checked chunk or header itself, where variable lengths lie in an unchecked heap.
  private static func textType(_ width: Int, _ path: String) throws(StoreError) -> Handle {
    guard let type = Handle(H5Tcopy(h5t_c_s1()), H5Tclose), H5Tset_size(type.id, width) >= 0, H5Tset_cset(type.id, H5T_CSET_UTF8) >= 0,
      H5Tset_strpad(type.id, H5T_STR_NULLPAD) >= 0
    else { throw writingError(path) }
    return type
  }
}
