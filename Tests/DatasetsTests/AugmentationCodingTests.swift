import Datasets
import FoundationEssentials
import Testing

@Suite struct AugmentationCodingTests {
  @Test func whatIsWrittenIsReadBack() throws {
    let augmentation = Augmentation(padding: 4, flips: true, cutout: 16)
    #expect(try JSONDecoder().decode(Augmentation.self, from: JSONEncoder().encode(augmentation)) == augmentation)
  }

  @Test func whatIsLeftOutDoesNotHappen() throws {
    #expect(try JSONDecoder().decode(Augmentation.self, from: Data("{}".utf8)) == .none)
    #expect(try JSONDecoder().decode(Augmentation.self, from: Data(#"{"flips": true}"#.utf8)) == Augmentation(flips: true))
  }
}
