internal import FoundationEssentials
internal import Store

/// The run files of a folder that were found sound, as `verified.tsv` keeps them for later processes, a line a file:
///
///     stand-alone/1f2e….h5  <schema>  <size>  <modified>  <changed>  <inode>
///
/// Words are parted by tabulators. It is no JSON because a hundred thousand lines are read in a tenth of a second so, and not in two.
struct VerifiedFiles: Sendable {
  /// A sound file of a kind's schema.
  struct Entry: Hashable, Sendable {
    var stamp: FileStamp, schema: Int
  }

  /// By path below the folder.
  private(set) var entries: [String: Entry] = [:]
  private(set) var isChanged = false
  private let folder: String

  private var path: String { "\(folder)/verified.tsv" }
  /// Of a longer file nothing is believed: it is a cache, and a million files take half of this.
  private static let limit = 1 << 28

  /// Of the folder's file. None where it is absent or cannot be read, and without the lines that are none: those run files are verified anew.
  init(_ folder: String) {
    self.folder = folder
    guard case .success(let bytes) = Result(catching: { try readFile(path, limit: Self.limit + 1) }), bytes.count <= Self.limit else {
      return
    }
    for line in bytes.split(separator: 10) {
      let words = line.split(separator: 9, omittingEmptySubsequences: false)
      let numbers = words.dropFirst().compactMap(Self.number)
      guard words.count == 6, numbers.count == 5, numbers[4] >= 0 else { continue }
      entries[String(decoding: words[0], as: UTF8.self)] = Entry(
        stamp: FileStamp(size: numbers[1], modified: numbers[2], changed: numbers[3], inode: UInt64(numbers[4])), schema: numbers[0])
    }
  }

  subscript(_ name: String) -> Entry? { entries[name] }

  /// A file was found sound.
  mutating func note(_ name: String, _ entry: Entry) { (entries[name], isChanged) = (entry, true) }

  /// Keeps for later processes what is still so, where there is news and the folder can be written. Throws the system's errors.
  mutating func save() throws(StoreError) {
    guard isChanged, FileManager.default.isWritableFile(atPath: folder) else { return }
    isChanged = false
    var text = ""
    for (name, own) in entries.sorted(by: { $0.key < $1.key }) where FileStamp("\(folder)/\(name)") == own.stamp {
      let stamp = own.stamp
      text += "\(name)\t\(own.schema)\t\(stamp.size)\t\(stamp.modified)\t\(stamp.changed)\t\(stamp.inode)\n"
    }
    try AtomicFile.write(text, to: path, follows: false)
  }

  /// The whole number that a word says; nil of other words.
  private static func number(_ word: ArraySlice<UInt8>) -> Int? { Int(String(decoding: word, as: UTF8.self)) }
}
