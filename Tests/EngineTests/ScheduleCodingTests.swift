import Engine
import FoundationEssentials
import Testing

@Suite struct ScheduleCodingTests {
  static let schedules: [Schedule] = [
    Schedule(.constant, peak: 1), Schedule(.cosine, peak: 0.1, floor: 0.01, warmUp: 0.05), Schedule(.linear, peak: 0.5),
    Schedule(.step(at: [0.5, 0.75], factor: 0.1), peak: 0.1),
  ]

  @Test(arguments: schedules) func whatIsWrittenIsReadBack(_ schedule: Schedule) throws {
    #expect(try JSONDecoder().decode(Schedule.self, from: JSONEncoder().encode(schedule)) == schedule)
  }

  private func read(_ text: String) throws -> Schedule { try JSONDecoder().decode(Schedule.self, from: Data(text.utf8)) }

  @Test func floorAndWarmUpAreZeroUnlessSaid() throws {
    #expect(try read(#"{"shape": "cosine", "peak": 0.1}"#) == Schedule(.cosine, peak: 0.1))
  }

  @Test(arguments: [#"{"shape": "cosine"}"#, #"{"shape": "cosin", "peak": 1}"#, #"{"shape": "step", "peak": 1, "at": [0.5]}"#])
  func whatCannotBeMeantIsRefused(text: String) { #expect(throws: DecodingError.self) { try read(text) } }
}
