import Datasets
import FoundationEssentials
import Testing

@Suite struct DeclaredImagesTests {
  let text =
    #"{"name": "declared", "set": "ImageNet", "height": 224, "width": 224, "channels": 3, "classes": 1000, "training": 1281167, "test": 50000}"#

  @Test func sizesAreReadAndWritten() throws {
    let source = try JSONDecoder().decode(DataSource.self, from: Data(text.utf8))
    #expect(
      source
        == .declared(
          DeclaredImages(set: "ImageNet", height: 224, width: 224, channels: 3, classes: 1000, training: 1_281_167, test: 50_000)))
    #expect(try JSONDecoder().decode(DataSource.self, from: JSONEncoder().encode(source)) == source)
    #expect(source.name == "declared" && source.withoutFolder == source)
  }

  @Test func thereIsNothingToLoad() throws {
    let source = try JSONDecoder().decode(DataSource.self, from: Data(text.utf8))
    let error = #expect(throws: DatasetError.self) { try Dataset.load(source, environment: [:]) }
    #expect(error?.concernsFiles == true && error?.description.hasPrefix("ImageNet is missing") == true)
  }
}
