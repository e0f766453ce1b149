internal import FoundationEssentials

/// A folder of the golden photographs, so many of each class, which goes when the value does.
public struct PhotographFolder {
  public static let names = [
    "baseline-420.jpeg", "progressive-422.jpeg", "full-444.jpeg", "cmyk.jpeg", "palette.png", "grey-16.png", "rgb-16.png",
  ]
  public let folder: TemporaryFolder

  /// - Parameter sets: below the folder, and how many photographs each of its classes has.
  public init(_ sets: [(name: String, counts: [Int])]) throws {
    folder = try TemporaryFolder()
    var number = 0
    for (set, counts) in sets {
      for (label, count) in counts.enumerated() {
        let place = folder["\(set)/class\(label)"]
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        for image in 0..<count {
          let name = Self.names[number % Self.names.count]
          try Fixtures.golden("imaging/\(name)").write(to: URL(filePath: "\(place)/\(image)-\(name)"))
          number += 1
        }
      }
    }
  }
}
