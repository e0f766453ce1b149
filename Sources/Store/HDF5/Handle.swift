internal import CHDF5

/// A move-only HDF5 identifier, closed exactly once by the function for its kind.
struct Handle: ~Copyable {
  let id: hid_t
  private let closing: @convention(c) (hid_t) -> herr_t

  /// Nil where libhdf5 reported a failure instead of an identifier.
  init?(_ id: hid_t, _ closing: @convention(c) (hid_t) -> herr_t) {
    guard id >= 0 else { return nil }
    (self.id, self.closing) = (id, closing)
  }

  /// Closes now; false where something that was still to be written could not be.
  consuming func close() -> Bool {
    let done = closing(id) >= 0
    discard self
    return done
  }

  /// On the way out of an error: what closing says no longer matters.
  deinit { _ = closing(id) }
}
