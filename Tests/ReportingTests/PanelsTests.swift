import Reporting
import Testing

@Suite struct PanelsTests {
  @Test(arguments: 1...7) func panelsKeepInsideTheFigureAndApart(_ count: Int) {
    let grid = Panels.grid(of: count, height: 4)
    let frames = (0..<count).map { grid[$0 % grid.columns, $0 / grid.columns] }
    for frame in frames {
      #expect(frame.left >= 1 && frame.right <= grid.size.width && frame.bottom >= 0.9 && frame.top < grid.size.height)
      #expect(abs(frame.height - 4) < 1e-9)
    }
    for (one, other) in zip(frames, frames.dropFirst()) { #expect(one.right < other.left || one.bottom > other.top) }
  }
}
