import Engine
import Testing

@Suite struct SliceTests {
  @Test(arguments: [1, 3, 4, 128, 130]) func slicesCoverTheBatchInOrder(images: Int) {
    let slices = Slice.cut(images, into: 4)
    #expect(slices.flatMap { Array($0.images) } == Array(0..<images))
    #expect(slices.map(\.index) == [0, 1, 2, 3])
  }
}
