/// A counter-based stream of random numbers, addressed by a seed and a name.
///
/// A stream is a value of two numbers, a key and a position: number n is a hash of both, so a stream can be saved, resumed
/// and split without having been run. Streams of different names never share numbers in practice, and drawing from one
/// does not move another:
///
///     var order = RandomStream(seed: 7, "images").child(epoch)
///     order.shuffle(&indices)
///
/// The hash is SplitMix64's finaliser over a Weyl sequence (Steele, Lea and Flood 2014), the name is hashed by FNV-1a.
/// All results are the same on every CPU: no function of the C library takes part.
public struct RandomStream: Codable, Hashable, Sendable {
  /// What addresses the stream.
  public let key: UInt64
  /// How many numbers were drawn; it may be set to go back or ahead.
  public var position: UInt64 = 0

  private init(key: UInt64) { self.key = key }

  public init(seed: UInt64, _ name: String) { self.init(key: Self.mix(seed &+ Self.hash(name))) }

  /// The stream of this name below this one; it does not depend on the position.
  public func child(_ name: String) -> RandomStream { RandomStream(key: Self.mix(key ^ Self.hash(name))) }

  /// The stream of this number below this one; it does not depend on the position.
  public func child(_ number: Int) -> RandomStream {
    RandomStream(key: Self.mix(key &+ Self.mix(UInt64(bitPattern: Int64(number)) &+ 0x632b_e59b_d9b4_e019)))
  }

  /// 64 random bits.
  public mutating func bits() -> UInt64 {
    position &+= 1
    return Self.mix(key &+ position &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Uniform in 0 ..< 1, a multiple of 2⁻⁵³.
  public mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// Uniform in 0 ..< n, without bias (Lemire 2019).
  public mutating func below(_ n: Int) -> Int {
    precondition(n > 0, "there is no integer below \(n)")
    let bound = UInt64(n), threshold = (0 &- bound) % bound
    while true {
      let product = bits().multipliedFullWidth(by: bound)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// Standard normal, by the polar method (Marsaglia and Bray 1964).
  public mutating func normal() -> Double {
    var number = 0.0
    normals(1, into: &number)
    return number
  }

  /// `count` standard normals, the same as from as many calls of `normal` and several times as fast.
  public mutating func normals(_ count: Int, into numbers: UnsafeMutablePointer<Double>) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * Self.block) { room in
      guard let xs = room.baseAddress else { return }
      let squares = xs + Self.block
      for first in stride(from: 0, to: count, by: Self.block) {
        let wanted = min(Self.block, count - first)
        var accepted = 0
        // A point outside the circle is overwritten by the next: no branch that nobody can predict.
        while accepted < wanted {
          let x = 2 * unit() - 1, y = 2 * unit() - 1, square = x * x + y * y
          xs[accepted] = x
          squares[accepted] = square
          accepted += square > 0 && square < 1 ? 1 : 0
        }
        for lane in stride(from: 0, to: wanted, by: 8) {
          for beyond in max(wanted, lane)..<max(wanted, lane + 8) { (xs[beyond], squares[beyond]) = (0, 0.5) }
          let x = UnsafeRawPointer(xs + lane).loadUnaligned(as: SIMD8<Double>.self)
          let square = UnsafeRawPointer(squares + lane).loadUnaligned(as: SIMD8<Double>.self)
          let normal = x * (-2 * Elementary.log(square) / square).squareRoot()
          for i in 0..<min(8, wanted - lane) { numbers[first + lane + i] = normal[i] }
        }
      }
    }
  }

  /// Normals that are drawn together: a multiple of 8.
  private static let block = 64

  /// Puts the elements into a random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(i, below(i + 1)) }
  }

  /// 0 ..< n in random order.
  public mutating func permutation(_ n: Int) -> [Int] {
    var order = Array(0..<n)
    shuffle(&order)
    return order
  }

  private static func mix(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
