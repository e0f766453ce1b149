import Engine
import Testing

@Suite struct CapacityTests {
  @Test func bytesAreKnownBeforeAnythingIsReserved() throws {
    let room = Executor.Capacity(
      images: 8, activations: Layout(from: 1 << 20), parameters: 1 << 18, statistics: 64, needs: Needs(scratch: 1000), threads: 2)
    #expect(room.bytes >= 4 << 20 && room.bytes < 9 << 20)
    #expect(try Executor(room).arena.bytes == room.bytes)
    let huge = Executor.Capacity(images: 8, activations: Layout(from: 1 << 50), parameters: 0, statistics: 0, needs: Needs(), threads: 1)
    #expect(throws: EngineError.outOfMemory(bytes: huge.bytes)) { _ = try Executor(huge) }
  }

  @Test func threadsAndSecondMomentsAndSlicesTakeRoom() {
    func bytes(threads: Int = 1, keepsSquares: Bool = false, slices: Int = 4) -> Int {
      Executor.Capacity(
        images: 8, slices: slices, activations: Layout(from: 1000), parameters: 1 << 20, statistics: 0,
        needs: Needs(scratch: 1 << 20, channels: 64, weights: 1 << 18), threads: threads, keepsSquares: keepsSquares
      ).bytes
    }
    #expect(bytes(threads: 2) - bytes() >= 4 << 20)
    #expect(bytes(keepsSquares: true) - bytes() == 4 << 20)
    #expect(bytes(slices: 8) - bytes() >= 4 << 20)
  }
}
