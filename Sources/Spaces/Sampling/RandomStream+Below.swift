internal import Streams

extension RandomStream {
  /// Uniform in 0 ..< n, without bias: as many bits as n has, again where they are too large.
  mutating func below(_ n: UInt128) -> UInt128 {
    if n <= UInt128(Int.max) { return UInt128(below(Int(n))) }
    let unused = UInt128(n - 1).leadingZeroBitCount
    while true {
      let number = (UInt128(bits()) << 64 | UInt128(bits())) >> UInt128(unused)
      if number < n { return number }
    }
  }
}
