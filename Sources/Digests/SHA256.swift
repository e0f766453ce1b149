internal import CCrypto

/// SHA-256 (FIPS 180-4), fed in pieces: libcrypto's, which uses the processor's own instructions where it has them.
///
///     var hash = SHA256()
///     hash.update(bytes)
///     let digest = hash.finish()
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  public init() {
    // It fails where there is no memory, or no SHA-256 in the library.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto gives no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: some Collection<UInt8>) {
    let used: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    if used == nil { Array(bytes).withUnsafeBytes { update($0) } }
  }

  private func update(_ bytes: UnsafeRawBufferPointer) {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { preconditionFailure("libcrypto hashes no more") }
  }

  /// The digest of all that was fed.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    guard EVP_DigestFinal_ex(context, &bytes, nil) == 1 else { preconditionFailure("libcrypto hashes no more") }
    return Digest(bytes: bytes)
  }
}
