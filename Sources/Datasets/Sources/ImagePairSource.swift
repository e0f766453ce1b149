internal import Glibc

/// A data set for super-resolution: folders of photographs, of which nets see squares, each beside the larger one that it was made from.
///
///     {"name": "image-pairs", "set": "sr", "trainingFolder": "train/t91", "testFolder": "Set5", "factor": 2, "side": 24,
///      "patches": 16, "training": 1456, "test": 80}
///
/// A folder has pairs `NAME_HR` and `NAME_LR`, or large images alone (`ImagePairs`). Numbers of patches are declared, photographs times patches,
/// so that an experiment is planned without images; folders that hold others are refused.
public struct ImagePairSource: Codable, Hashable, Sendable {
  /// As people call it; in lower case, the folder below `CONCORD_DATA`.
  public var set: String
  /// Where to look instead; no part of the data's identity.
  public var folder: String?
  /// Below the folder.
  public var trainingFolder: String, testFolder: String
  /// How many times as high and wide the large images are, and the side of the square that nets see.
  public var factor: Int, side: Int
  /// Squares of each photograph: an epoch shows so many of each.
  public var patches: Int
  /// 1 for luma (from 16 for black to 235 for white, as papers measure it), 3 for RGB.
  public var channels: Int
  public var training: Int, test: Int

  public init(
    set: String, folder: String? = nil, trainingFolder: String, testFolder: String, factor: Int, side: Int, patches: Int, channels: Int = 1,
    training: Int, test: Int
  ) {
    (self.set, self.folder, self.trainingFolder, self.testFolder) = (set, folder, trainingFolder, testFolder)
    (self.factor, self.side, self.patches, self.channels) = (factor, side, patches, channels)
    (self.training, self.test) = (training, test)
  }

  var withoutFolder: ImagePairSource {
    var source = self
    source.folder = nil
    return source
  }

  /// What a plan is made of where the images are not here.
  public var declared: DeclaredImages {
    DeclaredImages(set: set, height: side, width: side, channels: channels, classes: 1, training: training, test: test)
  }

  /// Decodes all photographs of both folders.
  func dataset(_ environment: [String: String]) throws(DatasetError) -> Dataset {
    for (field, value, limits) in [("factor", factor, 1...16), ("side", side, 1...4_096), ("patches", patches, 1...65_536)]
    where !limits.contains(value) {
      throw .invalid(field: "source.\(field)", reason: "\(value) is not in \(limits.lowerBound) … \(limits.upperBound)")
    }
    guard channels == 1 || channels == 3 else {
      throw .invalid(field: "source.channels", reason: "\(channels) is neither 1 (luma) nor 3 (RGB)")
    }
    let places = folder.map { [$0] } ?? environment["CONCORD_DATA"].map { ["\($0)/\(set.lowercased())", $0] } ?? []
    guard let root = places.first(where: { access("\($0)/\(trainingFolder)", F_OK) == 0 }) else {
      throw .missing(
        file: "\(set)'s folder \(trainingFolder)", looked: places.isEmpty ? ["CONCORD_DATA, which is not set"] : places,
        remedy: "give `folder`, which has \(trainingFolder) and \(testFolder) in it, or set CONCORD_DATA to the folder around it")
    }
    let trained = try patches(of: "\(root)/\(trainingFolder)", training), tested = try patches(of: "\(root)/\(testFolder)", test)
    return Dataset(
      name: "image-pairs", training: ImageSet(trained), test: ImageSet(tested), files: [trained.source("training"), tested.source("test")])
  }

  private func patches(of path: String, _ declared: Int) throws(DatasetError) -> PhotographPatches {
    let pairs = try ImagePairs(path, factor: factor)
    guard pairs.count * patches == declared else {
      throw .malformed(
        file: path, reason: "it holds \(pairs.count) photographs, \(pairs.count * patches) patches, and \(declared) are declared",
        remedy: "complete it, or declare what it holds")
    }
    return try PhotographPatches(pairs, side: side, perPhotograph: patches, channels: channels)
  }
}

/// As specs and experiments write it; what is left out is as `init` has it.
extension ImagePairSource {
  private enum Key: String, CodingKey {
    case set, folder, trainingFolder, testFolder, factor, side, patches, channels, training, test
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      set: try container.decode(String.self, forKey: .set), folder: try container.decodeIfPresent(String.self, forKey: .folder),
      trainingFolder: try container.decode(String.self, forKey: .trainingFolder),
      testFolder: try container.decode(String.self, forKey: .testFolder), factor: try container.decode(Int.self, forKey: .factor),
      side: try container.decode(Int.self, forKey: .side), patches: try container.decode(Int.self, forKey: .patches),
      channels: try container.decodeIfPresent(Int.self, forKey: .channels) ?? 1,
      training: try container.decode(Int.self, forKey: .training), test: try container.decode(Int.self, forKey: .test))
  }
}
