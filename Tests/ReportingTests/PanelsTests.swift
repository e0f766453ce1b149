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

  @Test(arguments: [(1, 1), (2, 2), (4, 2), (6, 2), (8, 4), (14, 4)]) func pairsStandInOneRow(_ count: Int, _ columns: Int) {
    let grid = Panels.pairs(of: count, height: 3), last = grid[(count - 1) % grid.columns, (count - 1) / grid.columns]
    #expect(grid.columns == columns && abs(last.height - 3) < 1e-9 && last.bottom >= 0.9)
  }
}
