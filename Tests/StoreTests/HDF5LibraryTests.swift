import Store
import Testing

@Suite struct HDF5LibraryTests {
  @Test func theRunningLibraryIsOneThatRunFilesNeed() throws {
    let numbers = try HDF5Library.running().version.split(separator: ".").compactMap { Int($0) }
    #expect(numbers.count == 3 && (numbers[0], numbers[1]) >= (1, 10))
  }
}
