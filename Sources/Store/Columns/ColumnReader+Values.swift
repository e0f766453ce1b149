internal import CHDF5

extension ColumnReader {
  /// No filter of libhdf5 makes more bytes of one.
  private static let greatestExpansion = 1_100

  /// So many numbers of a data set; integers of which a Double has not all digits are texts.
  mutating func numbers(_ set: hid_t, _ count: Int) -> StoredColumn.Values {
    if let refusal = takeRoom(for: set, count) { return refusal }
    do throws(StoreError) {
      guard let type = Handle(H5Dget_type(set), H5Tclose) else { return .unreadable(reason()) }
      if let wide = Self.wideInteger(type.id) {
        let bits: [UInt64] = try HDF5.elements(set, wide.type, count, "", path)
        return Self.integers(bits, isSigned: wide.isSigned)
      }
      let values: [Double] = try HDF5.elements(set, h5t_native_double(), count, "", path)
      return .numbers(values.map { $0.isNaN ? .nan : $0 })
    } catch { return .unreadable(reason()) }
  }

  /// The native type of integers that a Double may not hold: those of eight bytes; nil of any other type.
  static func wideInteger(_ type: hid_t) -> (type: hid_t, isSigned: Bool)? {
    guard H5Tget_class(type) == H5T_INTEGER, H5Tget_size(type) == 8 else { return nil }
    return H5Tget_sign(type) == H5T_SGN_NONE ? (h5t_native_uint64(), false) : (h5t_native_int64(), true)
  }

  /// Integers as numbers, or as texts where some lies beyond 2⁵³.
  static func integers(_ bits: [UInt64], isSigned: Bool) -> StoredColumn.Values {
    let isExact = bits.allSatisfy { (isSigned ? Int64(bitPattern: $0).magnitude : $0) < 1 << 53 }
    if isSigned {
      let values = bits.lazy.map { Int64(bitPattern: $0) }
      return isExact ? .numbers(values.map { Double($0) }) : .texts(values.map { "\($0)" })
    }
    return isExact ? .numbers(bits.map { Double($0) }) : .texts(bits.map { "\($0)" })
  }

  /// So many texts, of one length or each of its own.
  mutating func texts(_ set: hid_t, _ count: Int) -> StoredColumn.Values {
    guard let type = Handle(H5Dget_type(set), H5Tclose) else { return .unreadable(reason()) }
    if H5Tis_variable_str(type.id) > 0 {
      if let refusal = takeRoom(for: set, count) { return refusal }
      guard let space = Handle(H5Dget_space(set), H5Sclose) else { return .unreadable(reason()) }
      var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
      guard H5Dread(set, type.id, h5s_all(), h5s_all(), 0, &pointers) >= 0 else { return .unreadable(reason()) }
      defer { H5Dvlen_reclaim(type.id, space.id, 0, &pointers) }
      return .texts(pointers.map { $0.map { String(cString: $0) } ?? "" })
    }
    let width = H5Tget_size(type.id)
    guard width > 0, width < 1 << 16 else { return .unreadable("its texts have \(width) bytes each: shorten them") }
    if let refusal = takeRoom(for: set, count &* width) { return refusal }
    do throws(StoreError) {
      let bytes: [UInt8] = try HDF5.elements(set, type.id, count * width, "", path)
      return .texts(Self.texts(bytes, width))
    } catch { return .unreadable(reason()) }
  }

  /// Texts of one length, which end at their first zero byte.
  static func texts(_ bytes: [UInt8], _ width: Int) -> [String] {
    stride(from: 0, to: bytes.count, by: width).map { String(decoding: bytes[$0..<$0 + width].prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// Takes room for so many elements of a data set. Returns why they are not to be read, where a filter is not here or they are more than it can hold.
  mutating func takeRoom(for set: hid_t, _ count: Int) -> StoredColumn.Values? {
    if let creation = Handle(H5Dget_create_plist(set), H5Pclose), HDF5.liesElsewhere(creation.id) {
      return .unreadable("its values lie in another file, which is not opened: write them into this one")
    }
    if let filter = missingFilter(set) {
      return .unreadable(
        "it is compressed with \(filter), which is not available here: write it again with gzip where it can be read (h5py: compression='gzip')"
      )
    }
    let stored = H5Dget_storage_size(set), limit = Int(clamping: stored).multipliedReportingOverflow(by: Self.greatestExpansion)
    guard count >= 0, limit.overflow || count <= limit.partialValue else {
      return .unreadable("it is announced with \(count) values and \(stored) bytes are there: write all of it, or leave it out")
    }
    guard count <= room else { return .unreadable("the file holds more values than are read: write the scores into a file of their own") }
    room -= count
    return nil
  }

  /// The name of a filter that was used in writing and that this library lacks.
  private func missingFilter(_ set: hid_t) -> String? {
    guard let creation = Handle(H5Dget_create_plist(set), H5Pclose) else { return nil }
    for position in 0..<max(0, H5Pget_nfilters(creation.id)) {
      var flags: UInt32 = 0, values = 0, configuration: UInt32 = 0, name = [CChar](repeating: 0, count: 64)
      let filter = H5Pget_filter2(creation.id, UInt32(position), &flags, &values, nil, name.count, &name, &configuration)
      guard filter >= 0, H5Zfilter_avail(filter) <= 0 else { continue }
      HDF5.forgetFailure()
      let said = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return Self.filters[Int(filter)] ?? (said.isEmpty ? "filter \(filter)" : said)
    }
    return nil
  }

  /// Registered filters that people meet.
  private static let filters = [
    2: "shuffle", 4: "szip", 307: "bzip2", 32_000: "lzf", 32_001: "blosc", 32_004: "lz4", 32_008: "bitshuffle", 32_013: "zfp",
    32_015: "zstd", 32_026: "blosc2",
  ]
}
