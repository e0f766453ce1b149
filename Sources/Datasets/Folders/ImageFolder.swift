internal import Digests
internal import Glibc
internal import Imaging

/// Photographs of a folder with their classes: a folder a class, or one flat folder with a list.
///
///     let images = try ImageFolder("imagenet/val")                             // val/n01440764/….JPEG, …
///     let images = try ImageFolder("imagenet/val", list: "imagenet/val.txt")   // ILSVRC2012_val_00000001.JPEG 65 …
///
/// Folders by class are numbered in the order of their names, byte by byte, and so are the images of each, as torchvision's `ImageFolder`
/// has them. Names alone are read; whether a file can be decoded is seen when it is needed.
public struct ImageFolder: Hashable, Sendable {
  public let path: String
  /// Of each image, below `path`, and its class.
  public let names: [String], labels: [UInt16]
  /// How many classes there are: those of the folder, or one more than the largest of the list.
  public let classes: Int
  /// Sum of the files' sizes; 0 of a folder with a list.
  public let bytes: Int

  /// What files of images are called, in lower case.
  static let suffixes = [".jpeg", ".jpg", ".png", ".bmp"]
  /// Classes that labels can tell apart.
  static let classLimit = 1 << 16
  /// Images of a folder.
  static let limit = 1 << 24

  public var count: Int { names.count }

  /// The image's file.
  public func file(_ image: Int) -> String { "\(path)/\(names[image])" }

  /// - Parameter list: a file with a line `name class` for each image, classes from 0; nil for folders by class.
  ///
  /// Throws `DatasetError` where there is no such folder or list, where it holds no image, or where a line cannot be understood.
  public init(_ path: String, list: String? = nil) throws(DatasetError) {
    let found: Found
    if let list { found = try Self.listed(list) } else { found = try Self.walked(path) }
    guard !found.names.isEmpty else {
      throw .missing(
        file: "any image", looked: [path],
        remedy: "give a folder with a folder of .jpeg, .jpg, .png or .bmp files for each class, or a list of them")
    }
    self.path = path
    (names, labels, classes, bytes) = found
  }

  private typealias Found = (names: [String], labels: [UInt16], classes: Int, bytes: Int)

  private static func walked(_ path: String) throws(DatasetError) -> Found {
    let folders = try entries(path).filter { $0.kind == S_IFDIR }.map(\.name)
    guard folders.count <= classLimit else { throw .malformed(file: path, reason: "it has \(folders.count) folders", remedy: remedy) }
    var found: Found = ([], [], folders.count, 0)
    for (label, folder) in folders.enumerated() {
      for entry in try entries("\(path)/\(folder)") where isImage(entry.name) {
        guard entry.kind == S_IFREG else {
          throw .malformed(
            file: "\(path)/\(folder)/\(entry.name)", reason: "it is called like an image and is no regular file, or a link to none",
            remedy: "put the image there, or take it out of the folder")
        }
        found.names.append("\(folder)/\(entry.name)")
        found.labels.append(UInt16(label))
        found.bytes += entry.bytes
      }
      guard found.names.count <= limit else { throw .malformed(file: path, reason: "it has more than \(limit) images", remedy: remedy) }
    }
    return found
  }

  private static let remedy = "give one folder for each class, with its images in it"

  static func isImage(_ name: String) -> Bool {
    let lower = name.lowercased()
    return suffixes.contains { lower.hasSuffix($0) }
  }

  /// What lies in a folder, in the order of the names' bytes; links are followed.
  static func entries(_ path: String) throws(DatasetError) -> [(name: String, kind: UInt32, bytes: Int)] {
    guard let folder = opendir(path) else {
      let code = errno
      if code == ENOENT { throw .missing(file: path, looked: [path], remedy: "give the folder that the images lie in") }
      throw .unreadable(file: path, reason: String(cString: strerror(code)))
    }
    defer { closedir(folder) }
    var entries: [(name: String, kind: UInt32, bytes: Int)] = []
    while let entry = readdir(folder) {
      let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { (String(cString: $0), String(validatingCString: $0) != nil) }
      }
      if name.hasPrefix(".") { continue }
      guard isText else { throw .malformed(file: "\(path)/\(name)", reason: "its name is not UTF-8", remedy: "rename it") }
      // Of a link that leads nowhere the status stays empty.
      var status = stat()
      _ = fstatat(dirfd(folder), name, &status, 0)
      entries.append((name, status.st_mode & S_IFMT, Int(status.st_size)))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func listed(_ list: String) throws(DatasetError) -> Found {
    let bytes: [UInt8]
    do throws(ImagingError) { bytes = try FileBytes.read(list, atMost: 1 << 30) } catch { throw .picture(error) }
    func wrong(_ line: Int, _ reason: String) -> DatasetError {
      .malformed(file: list, reason: "line \(line + 1) \(reason)", remedy: "each line is the name of an image and its class, from 0")
    }
    var found: Found = ([], [], 0, 0), seen: Set<String> = []
    for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let words = String(decoding: number == 0 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line, as: UTF8.self).split {
        $0 == " " || $0 == "\t" || $0 == "\r"
      }
      if words.isEmpty { continue }
      guard words.count == 2, let label = UInt16(words[1]) else { throw wrong(number, "is not a name and a number below \(classLimit)") }
      let parts = words[0].split(separator: "/").filter { $0 != "." }, name = parts.joined(separator: "/")
      guard !words[0].hasPrefix("/"), !parts.contains(".."), !parts.isEmpty else { throw wrong(number, "names a file outside the folder") }
      guard seen.insert(name).inserted else { throw wrong(number, "names \(name) again") }
      found.names.append(name)
      found.labels.append(label)
      found.classes = max(found.classes, Int(label) + 1)
      guard found.names.count <= limit else { throw wrong(number, "is beyond the \(limit) images that are read") }
    }
    return found
  }

  /// The manifest's line of a set: its name, what its files take, and SHA-256 of all names with their classes. Contents are not hashed:
  /// ImageNet has 150 GB.
  func source(_ name: String) -> SourceFile {
    let lines = zip(names, labels).map { "\($0) \($1)\n" }.joined()
    return SourceFile(name: name, bytes: bytes, digest: Digest(of: lines.utf8))
  }
}
