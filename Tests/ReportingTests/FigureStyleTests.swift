import Reporting
import Testing

@Suite struct FigureStyleTests {
  @Test func widthsAreThoseOfThePDF() {
    // Measured by pdftotext -bbox: "accuracy" of 7 points is 28.0 points wide, "profile" of 5 points 13.6.
    #expect(abs(FigureStyle.width("accuracy", 7) / 2.54 * 72 - 28.0) < 3 && abs(FigureStyle.width("profile", 5) / 2.54 * 72 - 13.6) < 2)
  }

  /// One look a strategy, wherever it stands and whatever stands beside it; others take what is left, and more than eight stay apart.
  @Test func aStrategyLooksTheSameInAllReports() {
    #expect(FigureStyle.series(of: ["SPOS", "FairNAS"]) == [0, 1] && FigureStyle.series(of: ["FairNAS", "EF", "SPOS"]) == [1, 2, 0])
    #expect(FigureStyle.series(of: ["mine", "SPOS"]) == [1, 0])
    let many = (0..<14).map { "arm \($0)" } + ["SPOS", "SPOS"]
    #expect(Set(FigureStyle.series(of: many)).count == 16)
  }

  @Test func viridisRunsFromEndToEnd() { #expect(FigureStyle.viridis(0) == "#440154" && FigureStyle.viridis(1) == "#fde725") }
}
