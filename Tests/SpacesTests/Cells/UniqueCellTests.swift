import Spaces
import Testing

@Suite struct UniqueCellTests {
  private static let space = Space.nasBench201()

  /// The benchmark's own count; its strings themselves are checked on its table (UniqueCellTableTests).
  @Test func nasBench201Has6466() throws {
    let cell = try #require(UniqueCell(Self.space))
    let codes = (0..<15_625).map { number in Architecture(path: (0..<6).map { (number / [3125, 625, 125, 25, 5, 1][$0]) % 5 }) }
    #expect(Set(codes.map(cell.string)).count == 6_466)
  }

  /// By hand, codes in the order 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2 of none, skip, 1 × 1, 3 × 3, pool.
  @Test(arguments: [
    ("000000", "#+#+#"), ("000300", "#+#+(0)@nor_conv_3x3"), ("100310", "#+(0)@nor_conv_3x3+0"),
    ("300020", "#+#+((0)@nor_conv_3x3)@nor_conv_1x1"), ("130001", "#+#+#+(0)@nor_conv_3x3"),
    ("040003", "#+#+(#+(0)@avg_pool_3x3)@nor_conv_3x3"),
  ]) func byHand(code: String, string: String) throws {
    #expect(try UniqueCell(Self.space)?.string(of: Self.space.architecture(code)) == string)
  }

  @Test func spacesOfOtherChoicesHaveNone() {
    #expect(UniqueCell(.nasBenchMacro()) == nil && UniqueCell(.fairNAS()) == nil)
  }
}
