import Reporting
import Testing

/// Fronts that were counted from the table by another program.
@Suite struct PublishedSuperResolutionTests {
  private func names(_ front: Int, countingParameters: Bool) -> Set<String> {
    Set(
      PublishedSuperResolution.fronts(on: "Set5", countingParameters: countingParameters).filter { $0.front == front }.map(\.net.name))
  }

  @Test func frontsOnSet5AreThoseOfAnotherProgram() {
    #expect(PublishedSuperResolution.all.count == 19)
    #expect(
      names(0, countingParameters: false) == ["LapSRN", "BTSRN", "SelNet", "CARN", "MoreMNAS-C", "FALSR-B", "FALSR-C"])
    let three: [Set<String>] = [
      ["FSRCNN", "CNF", "LapSRN", "DRRN", "BTSRN", "MemNet", "SelNet", "CARN", "MoreMNAS-C", "FALSR-B", "FALSR-C"],
      ["SRCNN", "CARN-M", "MoreMNAS-D", "FALSR-A"], ["VDSR", "MoreMNAS-A"], ["DRCN", "MoreMNAS-B"],
    ]
    for (front, wanted) in three.enumerated() { #expect(names(front, countingParameters: true) == wanted) }
    #expect(PublishedSuperResolution.fronts(on: "Urban100", countingParameters: true).count == 17)
    #expect(PublishedSuperResolution.fronts(on: "Set6", countingParameters: true).isEmpty)
  }
}
