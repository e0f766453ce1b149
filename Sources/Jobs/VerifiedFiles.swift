internal import Digests
internal import FoundationEssentials
internal import Store

/// The run files of a folder that were found sound, as `verified.tsv` keeps them for later processes, a line a file:
///
///     stand-alone/1f2e….h5  <schema>  <size>  <modified>  <changed>  <inode>
///
/// Words are parted by tabulators. It is no JSON, and no text on the way to its numbers, because of a hundred thousand lines: they take a
/// tenth of a second so.
struct VerifiedFiles: Sendable {
  /// A sound file of a kind's schema.
  struct Entry: Hashable, Sendable {
    var stamp: FileStamp, schema: Int
  }

  /// By the job that the file is named after.
  private(set) var entries: [JobInput: Entry] = [:]
  private(set) var isChanged = false
  private let folder: String

  private var path: String { "\(folder)/verified.tsv" }
  /// Of a longer file nothing is believed: it is a cache, and a million files take half of this.
  private static let limit = 1 << 28
  private static let ending = Array(".h5".utf8)

  /// Of the folder's file. None where it is absent or cannot be read, and without the lines that are none: those run files are verified anew.
  init(_ folder: String) {
    self.folder = folder
    guard case .success(let bytes) = Result(catching: { try readFile(path, limit: Self.limit + 1) }), bytes.count <= Self.limit else {
      return
    }
    // A line has some 150 bytes.
    entries.reserveCapacity(bytes.count / 140)
    for line in bytes.split(separator: UInt8(ascii: "\n")) { if let (job, entry) = Self.entry(line) { entries[job] = entry } }
  }

  /// What a line says; nil where it is none.
  private static func entry(_ line: ArraySlice<UInt8>) -> (JobInput, Entry)? {
    var rest = line
    /// The word before the next tabulator, which is taken away with it.
    func word() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let path = word(), path.suffix(ending.count).elementsEqual(ending), let slash = path.lastIndex(of: UInt8(ascii: "/")),
      let digest = Digest(hex: path[(slash + 1)...].dropLast(ending.count)), let schema = word().flatMap(number),
      let size = word().flatMap(number), let modified = word().flatMap(number), let changed = word().flatMap(number),
      let inode = number(rest)
    else { return nil }
    return (
      JobInput(kind: String(decoding: path[..<slash], as: UTF8.self), digest: digest),
      Entry(stamp: FileStamp(size: size, modified: modified, changed: changed, inode: UInt64(inode)), schema: schema)
    )
  }

  /// The whole number that digits say; nil of other words, and of those beyond Int. Nothing here is negative.
  private static func number(_ word: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in word {
      guard case 48...57 = byte else { return nil }
      let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10), (sum, isBeyond) = tens.addingReportingOverflow(Int(byte) - 48)
      guard !isTooMuch, !isBeyond else { return nil }
      value = sum
    }
    return word.isEmpty ? nil : value
  }

  subscript(_ job: JobInput) -> Entry? { entries[job] }

  /// A job's file was found sound.
  mutating func note(_ job: JobInput, _ entry: Entry) { (entries[job], isChanged) = (entry, true) }

  /// Keeps for later processes what is still so, where there is news and the folder can be written. Throws the system's errors.
  mutating func save() throws(StoreError) {
    guard isChanged, FileManager.default.isWritableFile(atPath: folder) else { return }
    isChanged = false
    var text = ""
    for (job, own) in entries.sorted(by: { ($0.key.kind, $0.key.digest) < ($1.key.kind, $1.key.digest) }) {
      let name = "\(job.kind)/\(job.digest).h5", stamp = own.stamp
      guard FileStamp("\(folder)/\(name)") == stamp else { continue }
      text += "\(name)\t\(own.schema)\t\(stamp.size)\t\(stamp.modified)\t\(stamp.changed)\t\(stamp.inode)\n"
    }
    try AtomicFile.write(text, to: path, follows: false)
  }
}
