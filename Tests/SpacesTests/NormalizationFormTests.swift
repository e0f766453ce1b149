import Spaces
import Testing

struct NormalizationFormTests {
  /// SPOS's supernet as its code has it is the published space without scales and shifts.
  @Test func withoutAffineIsTheSearchFormOfSPOSsSpace() {
    let net = Space.shuffleNet(stem: (8, 1), widths: [16, 32], depths: [2, 2], strides: [2, 2], head: 32)
    let supernet = Space.shuffleNet(stem: (8, 1), widths: [16, 32], depths: [2, 2], strides: [2, 2], head: 32, form: .search)
    #expect(net != supernet && net.withoutAffine == supernet && supernet.withoutAffine == supernet)
  }

  @Test func cellsAndTheirPreprocessingLoseScalesAndShifts() {
    let net = Space.nasBench201(form: .evaluation)
    #expect(net.withoutAffine != net && net.withoutAffine == Space.nasBench201(form: .search).withoutAffine)
  }

  @Test func formsAreDistinctAndHoldEverySupernetOfASpace() {
    let net = Space.nasBenchMacro()
    #expect(net.forms.count == 6 && Set(net.forms).count == 6 && net.forms[0] == net)
    #expect(net.forms.contains(net.stabilised(.identity).withoutAffine))
    let plain = net.withoutAffine
    #expect(plain.forms.count == 3 && Set(plain.forms).count == 3)
  }
}
