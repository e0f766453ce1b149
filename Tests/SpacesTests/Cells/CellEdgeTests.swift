import Spaces
import Testing

@Suite struct CellEdgeTests {
  @Test func thereAreFourteenACell() {
    #expect(CellEdge.all.count == 28 && Set(CellEdge.all).count == 28)
    #expect(CellEdge.all.allSatisfy { CellEdge(name: $0.name) == $0 })
  }

  @Test(arguments: ["normal/2<-2", "normal/6<-0", "cell/2<-0", "normal/2<-0 ", "layer1"]) func otherNamesAreNone(name: String) {
    #expect(CellEdge(name: name) == nil)
  }
}
