import Datasets
import Fixtures
import FoundationEssentials
import Testing

@Suite struct ImageFolderTests {
  @Test func foldersByClassAreNumberedInTheOrderOfTheirNames() throws {
    let photographs = try PhotographFolder([("train", [2, 0, 1])]), path = photographs.folder["train"]
    try write([1], "\(path)/class0/notes.txt")
    try write([1], "\(path)/class0/.hidden.png")
    let images = try ImageFolder(path)
    #expect(images.names == ["class0/0-baseline-420.jpeg", "class0/1-progressive-422.jpeg", "class2/0-full-444.jpeg"])
    #expect(images.labels == [0, 0, 2] && images.classes == 3)
  }

  @Test func aListNamesImagesInItsOwnOrder() throws {
    let photographs = try PhotographFolder([("val", [2])]), list = photographs.folder["val.txt"]
    try write(Array("1-progressive-422.jpeg 7\r\n\n0-baseline-420.jpeg\t0".utf8), list)
    let images = try ImageFolder(photographs.folder["val/class0"], list: list)
    #expect(images.names == ["1-progressive-422.jpeg", "0-baseline-420.jpeg"] && images.labels == [7, 0] && images.classes == 8)
  }

  @Test(arguments: ["a", "a b", "a -1", "a 65536", "a 1 2", "../a 1", "/a 1", "a 1\na 2"]) func aLineThatIsNoneIsNamed(text: String) throws
  {
    let folder = try TemporaryFolder(), list = folder["list"]
    try write(Array("sound.png 0\n\(text)\n".utf8), list)
    let error = #expect(throws: DatasetError.self) { try ImageFolder(folder.path, list: list) }
    #expect(error?.description.contains("line \(text.contains("\n") ? 3 : 2) ") == true)
  }

  @Test func absenceIsNamed() throws {
    let folder = try TemporaryFolder()
    let absent = #expect(throws: DatasetError.self) { try ImageFolder(folder["nowhere"]) }
    #expect(absent?.concernsFiles == true)
    let empty = #expect(throws: DatasetError.self) { try ImageFolder(folder.path) }
    #expect(empty?.description.contains("any image is missing") == true)
  }

  @Test func theImagesOfAnExperimentAreThoseDeclared() throws {
    let photographs = try PhotographFolder([("train", [4, 3]), ("val", [2, 1])])
    var source = ImageFolderSource(
      set: "made", folder: photographs.folder.path, view: Preprocessing(.torchvision, resize: 12, crop: 8), classes: 2, training: 7, test: 3
    )
    let data = try Dataset.load(.imageFolder(source))
    #expect(data.training.count == 7 && data.test.labels == [0, 0, 1] && data.training.height == 8 && data.training.channels == 3)
    // The folder is no part of what the data are.
    let copy = try PhotographFolder([("made/train", [4, 3]), ("made/val", [2, 1])])
    source.folder = nil
    #expect(try Dataset.load(.imageFolder(source), environment: ["CONCORD_DATA": copy.folder.path]).digest == data.digest)
    source.folder = photographs.folder.path
    source.training = 8
    let error = #expect(throws: DatasetError.self) { try Dataset.load(.imageFolder(source)) }
    #expect(error?.description.contains("7 images of 2 classes, and 8 of 2 are declared") == true)
  }

  @Test func aSourceIsWhatItsJSONSays() throws {
    let text =
      #"{"name":"image-folder","set":"ImageNet","view":{"style":"opencv","crop":160},"classes":1000,"training":1281167,"test":50000}"#
    let source = try JSONDecoder().decode(DataSource.self, from: Data(text.utf8))
    guard case .imageFolder(let images) = source else { throw DatasetError.invalid(field: "name", reason: "another") }
    #expect(images.view == Preprocessing(.openCV, crop: 160) && images.trainingFolder == "train" && images.testList == nil)
    #expect(try JSONDecoder().decode(DataSource.self, from: try JSONEncoder().encode(source)) == source)
  }
}
