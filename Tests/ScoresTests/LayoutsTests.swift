import Fixtures
import Scores
import Streams
import Testing

/// A random table, written in every layout, is read as the same table.
@Suite struct LayoutsTests {
  @Test(arguments: WrittenScores.allCases) func aRandomTableIsReadAsItIs(layout: WrittenScores) throws {
    for number in 0..<25 {
      var random = RandomStream(seed: 1, "layouts").child(number)
      let written = RandomScores(&random, letters: layout.letters)
      let read = try ScoreTable(reading: layout.bytes(written), name: "scores", options: ScoreOptions(logPattern: layout.pattern(written)))
      #expect(try read.count == written.keys.count && read.words("key") == written.keys)
      #expect(read.columns.map(\.name) == ["key"] + written.names)
      for (name, cells) in zip(written.names, written.cells) {
        let numbers = try read.numbers(name)
        #expect(numbers.map { $0?.bitPattern } == cells.map { $0?.bitPattern }, "\(number)")
      }
    }
  }
}
