import Reporting
import Testing

@Suite struct ClearanceTests {
  private func place(_ left: Double, _ bottom: Double, line: Clearance.Line? = nil, reluctance: Double = 0) -> Clearance.Place {
    .init(.init(left: left, right: left + 0.2, bottom: bottom, top: bottom + 0.1), line: line, reluctance: reluctance)
  }

  @Test func aLabelGoesWhereItHidesLeastAndToTheFirstOfEqualPlaces() {
    var clearance = Clearance()
    #expect(clearance.take([place(0.1, 0.1), place(0.5, 0.5)]) == 0)
    clearance = Clearance()
    clearance.add(from: (0, 0.15), to: (0.4, 0.15))
    clearance.add(.init(left: 0.6, right: 0.6, bottom: 0.55, top: 0.55))
    #expect(clearance.take([place(0.1, 0.1), place(0.5, 0.5)]) == 1)
  }

  @Test func aPlaceFartherAwayIsTakenOnlyWhereTheNearOneHidesMoreThanItsReluctance() {
    func taken(_ points: Int) -> Int {
      var clearance = Clearance()
      for _ in 0..<points { clearance.add(.init(left: 0.2, right: 0.2, bottom: 0.15, top: 0.15)) }
      return clearance.take([place(0.1, 0.1), place(0.5, 0.5, reluctance: 4)])
    }
    #expect(taken(4) == 0 && taken(5) == 1)
  }

  @Test func labelsNeitherLeaveThePanelNorCoverEachOther() {
    var clearance = Clearance()
    clearance.add(.init(left: 0.6, right: 0.6, bottom: 0.55, top: 0.55), weight: 100)
    #expect(clearance.take([place(0.9, 0.1), place(0.5, 0.95), place(0.5, 0.5)]) == 2)
    #expect(clearance.take([place(0.5, 0.5), place(0.1, 0.1)]) == 1)
  }

  @Test func aLineToALabelCrossesNoOtherLabel() {
    var clearance = Clearance()
    #expect(clearance.take([place(0.4, 0.4)]) == 0)
    let through = place(0.4, 0.1, line: .init(0.5, 0.9, 0.5, 0.2)), around = place(0.7, 0.1, line: .init(0.9, 0.9, 0.8, 0.2))
    #expect(clearance.take([through, around]) == 1)
  }
}
