internal import CHDF5

/// The HDF5 library that runs: what a person who looks for a fault wants to know of it.
public struct HDF5Library: Hashable, Sendable {
  /// "1.10.8".
  public let version: String
  /// Whether it was built to be called from several threads; Store takes turns either way.
  public let isThreadSafe: Bool

  /// Throws `system` where the library does not answer.
  public static func running() throws(StoreError) -> HDF5Library {
    try HDF5.use { () throws(StoreError) in
      var major: UInt32 = 0, minor: UInt32 = 0, release: UInt32 = 0
      var safe = false
      guard H5get_libversion(&major, &minor, &release) >= 0, H5is_library_threadsafe(&safe) >= 0 else {
        throw .system(path: "libhdf5", doing: "asking", reason: HDF5.reason())
      }
      return HDF5Library(version: "\(major).\(minor).\(release)", isThreadSafe: safe)
    }
  }
}
