/// SHA-256 as FIPS 180-4 writes it, the oracle of the library's.
struct PlainSHA256 {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  mutating func update(_ bytes: some Collection<UInt8>) {
    let used: Void? = bytes.withContiguousStorageIfAvailable { update(buffer: $0) }
    if used == nil { Array(bytes).withUnsafeBufferPointer { update(buffer: $0) } }
  }

  /// The digest of all that was fed, in hexadecimal.
  consuming func finish() -> String {
    let bits = length * 8
    var tail: [UInt8] = [0x80]
    tail += [UInt8](repeating: 0, count: (119 - Int(length % 64)) % 64)
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    update(tail)
    return (0..<8).map { word in
      let hex = String(state[word], radix: 16)
      return String(repeating: "0", count: 8 - hex.count) + hex
    }.joined()
  }

  private mutating func update(buffer: UnsafeBufferPointer<UInt8>) {
    length += UInt64(buffer.count)
    var rest = buffer[...]
    if !pending.isEmpty {
      let more = min(64 - pending.count, rest.count)
      pending += rest.prefix(more)
      rest = rest.dropFirst(more)
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { compress($0) }
      pending = []
    }
    let whole = rest.count / 64 * 64
    compress(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest.prefix(whole))))
    pending += rest.dropFirst(whole)
  }

  /// Takes in blocks of 64 bytes. State and words are local variables of the closure: captured or in an array they would be
  /// read from memory, at half the speed.
  private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    let start = state
    state = Self.constants.withUnsafeBufferPointer { constants in
      guard let k = constants.baseAddress else { return start }
      var (a, b, c, d) = (start[0], start[1], start[2], start[3]), (e, f, g, h) = (start[4], start[5], start[6], start[7])
      for block in stride(from: 0, to: blocks.count, by: 64) {
        func word(_ n: Int) -> UInt32 { UInt32(bigEndian: blocks.loadUnaligned(fromByteOffset: block &+ 4 &* n, as: UInt32.self)) }
        var (w0, w1, w2, w3) = (word(0), word(1), word(2), word(3))
        var (w4, w5, w6, w7) = (word(4), word(5), word(6), word(7))
        var (w8, w9, w10, w11) = (word(8), word(9), word(10), word(11))
        var (w12, w13, w14, w15) = (word(12), word(13), word(14), word(15))
        let before = SIMD8(a, b, c, d, e, f, g, h)
        var i = 0
        while true {
          // The letters turn instead of the values.
          round(a, b, c, &d, e, f, g, &h, k[i &+ 0] &+ w0)
          round(h, a, b, &c, d, e, f, &g, k[i &+ 1] &+ w1)
          round(g, h, a, &b, c, d, e, &f, k[i &+ 2] &+ w2)
          round(f, g, h, &a, b, c, d, &e, k[i &+ 3] &+ w3)
          round(e, f, g, &h, a, b, c, &d, k[i &+ 4] &+ w4)
          round(d, e, f, &g, h, a, b, &c, k[i &+ 5] &+ w5)
          round(c, d, e, &f, g, h, a, &b, k[i &+ 6] &+ w6)
          round(b, c, d, &e, f, g, h, &a, k[i &+ 7] &+ w7)
          round(a, b, c, &d, e, f, g, &h, k[i &+ 8] &+ w8)
          round(h, a, b, &c, d, e, f, &g, k[i &+ 9] &+ w9)
          round(g, h, a, &b, c, d, e, &f, k[i &+ 10] &+ w10)
          round(f, g, h, &a, b, c, d, &e, k[i &+ 11] &+ w11)
          round(e, f, g, &h, a, b, c, &d, k[i &+ 12] &+ w12)
          round(d, e, f, &g, h, a, b, &c, k[i &+ 13] &+ w13)
          round(c, d, e, &f, g, h, a, &b, k[i &+ 14] &+ w14)
          round(b, c, d, &e, f, g, h, &a, k[i &+ 15] &+ w15)
          i &+= 16
          if i == 64 { break }
          w0 = next(w0, w1, w9, w14)
          w1 = next(w1, w2, w10, w15)
          w2 = next(w2, w3, w11, w0)
          w3 = next(w3, w4, w12, w1)
          w4 = next(w4, w5, w13, w2)
          w5 = next(w5, w6, w14, w3)
          w6 = next(w6, w7, w15, w4)
          w7 = next(w7, w8, w0, w5)
          w8 = next(w8, w9, w1, w6)
          w9 = next(w9, w10, w2, w7)
          w10 = next(w10, w11, w3, w8)
          w11 = next(w11, w12, w4, w9)
          w12 = next(w12, w13, w5, w10)
          w13 = next(w13, w14, w6, w11)
          w14 = next(w14, w15, w7, w12)
          w15 = next(w15, w0, w8, w13)
        }
        (a, b, c, d) = (a &+ before[0], b &+ before[1], c &+ before[2], d &+ before[3])
        (e, f, g, h) = (e &+ before[4], f &+ before[5], g &+ before[6], h &+ before[7])
      }
      return SIMD8(a, b, c, d, e, f, g, h)
    }
  }

  /// The word 16 places on in the message schedule, from those at 0, 1, 9 and 14.
  @inline(__always)
  private func next(_ w0: UInt32, _ w1: UInt32, _ w9: UInt32, _ w14: UInt32) -> UInt32 {
    let s0 = rotate(w1, 7) ^ rotate(w1, 18) ^ (w1 &>> 3), s1 = rotate(w14, 17) ^ rotate(w14, 19) ^ (w14 &>> 10)
    return w0 &+ s0 &+ w9 &+ s1
  }

  /// FIPS 180-4 section 6.2.2, step 3, with the constant and the word added up.
  @inline(__always)
  private func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let t = h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ (g ^ (e & (f ^ g))) &+ word
    d &+= t
    h = t &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ (((a ^ c) & (a ^ b)) ^ a)
  }

  @inline(__always)
  private func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { (x &>> n) | (x &<< (32 &- n)) }

  /// Fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
