import Reporting
import Testing

@Suite struct FigureStyleTests {
  @Test func widthsAreThoseOfThePDF() {
    // Measured by pdftotext -bbox: "accuracy" of 7 points is 28.0 points wide, "profile" of 5 points 13.6.
    #expect(abs(FigureStyle.width("accuracy", 7) / 2.54 * 72 - 28.0) < 3 && abs(FigureStyle.width("profile", 5) / 2.54 * 72 - 13.6) < 2)
  }

  @Test func viridisRunsFromEndToEnd() { #expect(FigureStyle.viridis(0) == "#440154" && FigureStyle.viridis(1) == "#fde725") }
}
