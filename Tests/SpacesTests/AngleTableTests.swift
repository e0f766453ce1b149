import Spaces
import Streams
import Testing

@Suite struct AngleTableTests {
  private static func angle(_ a: [Float], _ b: [Float]) -> Double { AngleTable.Sums(a, b).angle }

  /// numpy in double precision: np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)).
  @Test func anglesOfVectorsAreThoseOfTheirCosines() {
    let a: [Float] = [1, 2, 3, 0, -1], b: [Float] = [2, 1, 3, 1, -2]
    #expect(abs(Self.angle(a, b) - 0.476679611589771) < 1e-12 && Self.angle(a, b) == Self.angle(b, a))
    #expect(Self.angle(a, a) == 0 && Self.angle(a, a.map { 2 * $0 }) < 1e-7)
    #expect(abs(Self.angle(a, a.map { -$0 }) - .pi) < 1e-12 && abs(Self.angle([1, 0], [0, 3]) - .pi / 2) < 1e-15)
  }

  /// The arccosine of 1 − 10⁻¹⁴ has two digits of this angle, and that of less is 0.
  @Test(arguments: [1e-3, 1e-5, 1e-7, 1e-9]) func smallAnglesKeepTheirDigits(size: Double) {
    let sums = AngleTable.Sums(start: 1, end: 1 + size * size, moved: size * size)
    #expect(abs(sums.angle / (size - size * size * size / 3) - 1) < 1e-9)
  }

  @Test func whatHasNoLengthHasNotTurned() {
    #expect(AngleTable.Sums.zero.angle == 0 && Self.angle([0, 0], [1, 2]) == 0 && AngleTable.Sums([3], [4]).magnitude == 4)
  }

  @Test func independentVectorsStandAtRightAngles() {
    var random = RandomStream(seed: 1, "vectors")
    let a = (0..<1_000_000).map { _ in Float(random.normal()) }, b = (0..<1_000_000).map { _ in Float(random.normal()) }
    #expect(abs(Self.angle(a, b) - .pi / 2) < 0.004)
  }

  /// Sums of parts are the sums of what is written one behind the other.
  @Test func aPathsAngleIsThatOfItsVectorsInOne() {
    var random = RandomStream(seed: 2, "vectors")
    func vector(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
    let lengths = [[3, 0, 40], [0, 17], [5, 6]], head = (vector(9), vector(9))
    let parts = lengths.map { $0.map { (vector($0), vector($0)) } }
    let table = AngleTable(fixed: .init(head.0, head.1), choices: parts.map { $0.map { AngleTable.Sums($0.0, $0.1) } })
    for path in [[0, 0, 0], [1, 0, 1], [2, 1, 0], [2, 1, 1]] {
      let taken = [head] + zip(parts, path).map { $0[$1] }
      let u = taken.flatMap(\.0).map(Double.init), v = taken.flatMap(\.1).map(Double.init)
      func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      let cosine = dot(u, v) / (dot(u, u) * dot(v, v)).squareRoot(), angle = table.angle(of: path)
      #expect(abs(Elementary.cos(halfTurns: angle / .pi) - cosine) < 1e-14)
    }
  }
}
