internal import Streams

/// How far training turned the weights of every net of a space (Hu et al. 2020, AngleNAS): three sums a candidate, so that the angle of
/// any path is had without weights.
///
///     let table = try AngleTable(network, from: untrained, to: trained)
///     table.angle(of: [2, 2, 2, 1, 2, 2, 2, 0])   // radians
///
/// V of a net is one vector: the weights of the convolutions and linear layers that it runs, one behind the other. No BatchNorm and no
/// bias belongs to it; weights of squeeze-excite do. What does nothing adds nothing, so that a net's depth enters through what is left alone.
public struct AngleTable: Hashable, Sendable {
  /// What the angle of a vector is made of. It adds up over the parts of a vector.
  ///
  /// ‖w_t − w₀‖² stands in place of ⟨w₀, w_t⟩, of which it is a sum of known numbers: where an angle is small, that product has lost its
  /// digits.
  public struct Sums: Codable, Hashable, Sendable {
    /// ‖w₀‖², ‖w_t‖² and ‖w_t − w₀‖², of weights before and after training.
    public var start: Double, end: Double, moved: Double

    public init(start: Double, end: Double, moved: Double) { (self.start, self.end, self.moved) = (start, end, moved) }

    /// Of a vector without elements.
    public static let zero = Sums(start: 0, end: 0, moved: 0)

    /// Of two vectors of equal length, added from the front.
    public init(_ start: some Sequence<Float>, _ end: some Sequence<Float>) {
      self = .zero
      for (a, b) in zip(start, end) {
        let a = Double(a), b = Double(b)
        self += Sums(start: a * a, end: b * b, moved: (b - a) * (b - a))
      }
    }

    public static func += (a: inout Sums, b: Sums) {
      a.start += b.start
      a.end += b.end
      a.moved += b.moved
    }

    /// Between the two vectors, 0 … π; 0 where one of them is zero.
    ///
    /// 2 atan(‖û − v̂‖/‖û + v̂‖) with û and v̂ of length 1 (Kahan): arccos is NaN where rounding lifts a cosine above 1, and knows half
    /// the digits of a small angle. ‖û ∓ v̂‖² = (‖u ∓ v‖² − (‖u‖ − ‖v‖)²)/(‖u‖ ‖v‖), where ‖u + v‖² = 2(‖u‖² + ‖v‖²) − ‖u − v‖².
    public var angle: Double {
      let first = start.squareRoot(), second = end.squareRoot()
      guard first > 0, second > 0 else { return 0 }
      let longer = (start - end) / (first + second), apart = max(0, moved - longer * longer)
      let together = max(0, 2 * (start + end) - moved - longer * longer)
      return 2 * Elementary.atan((apart / together).squareRoot())
    }

    /// ‖w_t‖.
    public var magnitude: Double { end.squareRoot() }
  }

  /// Of stem, head and fixed layers; a second head, which is no part of a net, has none.
  public let fixed: Sums
  /// For each choice, for each of its candidates.
  public let choices: [[Sums]]

  public init(fixed: Sums, choices: [[Sums]]) { (self.fixed, self.choices) = (fixed, choices) }

  /// Of a whole net.
  ///
  /// - Precondition: the path has one of the table's candidates for each of its choices.
  public func sums(of path: [Int]) -> Sums {
    precondition(path.count == choices.count, "a path of \(path.count) choices in a table of \(choices.count)")
    var sums = fixed
    for choice in choices.indices { sums += choices[choice][path[choice]] }
    return sums
  }

  /// Between V before and after training, radians.
  public func angle(of path: [Int]) -> Double { sums(of: path).angle }
}
