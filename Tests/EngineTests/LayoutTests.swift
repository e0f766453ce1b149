import Engine
import Testing

@Suite struct LayoutTests {
  @Test func offsetsAreMultiplesOf64AndNothingOverlaps() {
    var layout = Layout()
    let places = [1, 64, 65, 200].map { (layout.reserve($0), $0) }
    #expect(places.map(\.0) == [0, 64, 128, 256])
    #expect(layout.used == 512)
  }

  @Test func tenantsOfOneRegionTakeTheLargest() {
    var one = Layout(from: 128), other = one
    _ = one.reserve(10)
    _ = other.reserve(300)
    one.cover(other)
    #expect(one.used == other.used)
    other.cover(Layout())
    #expect(other.used == one.used)
  }
}
