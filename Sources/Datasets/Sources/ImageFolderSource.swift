internal import Glibc

/// A data set of photographs: a folder for training, one for the test, and what nets see of them.
///
///     {"name": "image-folder", "set": "ImageNet", "view": {"style": "torchvision", "resize": 256, "crop": 224},
///      "classes": 1000, "training": 1281167, "test": 50000}
///
/// Numbers are declared, so that an experiment is planned without images; a folder that holds others is refused.
public struct ImageFolderSource: Codable, Hashable, Sendable {
  /// As people call it; in lower case, the folder below `CONCORD_DATA`.
  public var set: String
  /// Where to look instead; no part of the data's identity.
  public var folder: String?
  /// Below the folder: a folder with a folder for each class.
  public var trainingFolder: String
  /// The same, or where `testList` is given, one with all images in it.
  public var testFolder: String
  /// Below the folder: a file with a line `name class` for each image of the test folder; classes are numbered as the training folder's
  /// sorted names are. Nil where the test folder has a folder for each class.
  public var testList: String?
  /// What nets see in evaluation; its crop is the size of their input.
  public var view: Preprocessing
  public var classes, training, test: Int

  public init(
    set: String, folder: String? = nil, trainingFolder: String = "train", testFolder: String = "val", testList: String? = nil,
    view: Preprocessing = Preprocessing(.torchvision), classes: Int, training: Int, test: Int
  ) {
    (self.set, self.folder) = (set, folder)
    (self.trainingFolder, self.testFolder, self.testList) = (trainingFolder, testFolder, testList)
    (self.view, self.classes, self.training, self.test) = (view, classes, training, test)
  }

  var withoutFolder: ImageFolderSource {
    var source = self
    source.folder = nil
    return source
  }

  /// What a plan is made of where the images are not here.
  public var declared: DeclaredImages {
    DeclaredImages(set: set, height: view.crop, width: view.crop, channels: 3, classes: classes, training: training, test: test)
  }

  /// Reads the names of all files; decodes none.
  func dataset(_ environment: [String: String]) throws(DatasetError) -> Dataset {
    try view.check()
    let places = folder.map { [$0] } ?? environment["CONCORD_DATA"].map { ["\($0)/\(set.lowercased())", $0] } ?? []
    guard let root = places.first(where: { access("\($0)/\(trainingFolder)", F_OK) == 0 }) else {
      throw .missing(
        file: "\(set)'s folder \(trainingFolder)", looked: places.isEmpty ? ["CONCORD_DATA, which is not set"] : places,
        remedy: "give `folder`, which has \(trainingFolder) and \(testFolder) in it, or set CONCORD_DATA to the folder around it")
    }
    let trained = try ImageFolder("\(root)/\(trainingFolder)")
    let tested = try ImageFolder("\(root)/\(testFolder)", list: testList.map { "\(root)/\($0)" })
    try check(trained, training, classes)
    // A list need not name every class.
    try check(tested, test, testList == nil ? classes : min(classes, tested.classes))
    return Dataset(
      name: "image-folder", training: ImageSet(FolderImages(trained, view), classes: classes),
      test: ImageSet(FolderImages(tested, view), classes: classes), files: [trained.source("training"), tested.source("test")])
  }

  private func check(_ found: ImageFolder, _ images: Int, _ classes: Int) throws(DatasetError) {
    guard found.count != images || found.classes != classes else { return }
    throw .malformed(
      file: found.path, reason: "it holds \(found.count) images of \(found.classes) classes, and \(images) of \(classes) are declared",
      remedy: "complete it, or declare what it holds")
  }
}

/// As specs and experiments write it; what is left out is as `init` has it.
extension ImageFolderSource {
  private enum Key: String, CodingKey { case set, folder, trainingFolder, testFolder, testList, view, classes, training, test }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      set: try container.decode(String.self, forKey: .set), folder: try container.decodeIfPresent(String.self, forKey: .folder),
      testList: try container.decodeIfPresent(String.self, forKey: .testList),
      classes: try container.decode(Int.self, forKey: .classes), training: try container.decode(Int.self, forKey: .training),
      test: try container.decode(Int.self, forKey: .test))
    if let given = try container.decodeIfPresent(String.self, forKey: .trainingFolder) { trainingFolder = given }
    if let given = try container.decodeIfPresent(String.self, forKey: .testFolder) { testFolder = given }
    if let given = try container.decodeIfPresent(Preprocessing.self, forKey: .view) { view = given }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(set, forKey: .set)
    try container.encodeIfPresent(folder, forKey: .folder)
    try container.encode(trainingFolder, forKey: .trainingFolder)
    try container.encode(testFolder, forKey: .testFolder)
    try container.encodeIfPresent(testList, forKey: .testList)
    try container.encode(view, forKey: .view)
    try container.encode(classes, forKey: .classes)
    try container.encode(training, forKey: .training)
    try container.encode(test, forKey: .test)
  }
}
