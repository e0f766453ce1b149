internal import Digests
internal import FoundationEssentials
internal import Glibc

/// An append-only file of JSON lines that keeps what a job has found until its run file is written.
///
///     var journal = try Journal<Score>("results/evaluation/….journal")
///     for task in tasks.dropFirst(journal.entries.count) { try journal.append(score(task)) }
///
/// An entry that `append` returned from is on the disk. A job killed while it wrote leaves a torn last line: opening cuts it off. Each line
/// begins with 16 digits of the SHA-256 of its JSON; one that does not agree with them is passed over, and what it said is found again.
public struct Journal<Entry: Codable & Sendable>: ~Copyable {
  public let path: String
  /// What was found so far, in order.
  public private(set) var entries: [Entry]
  private let file: Int32
  private var length: Int

  /// Longer ones are refused: a hundred thousand entries take a tenth of it.
  private static var limit: Int { 1 << 28 }

  /// Opens the file, or makes it. Throws `link` where a link stands there, `notRegular`, `tooLarge`, and the system's errors.
  public init(_ path: String) throws(StoreError) {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
    guard file >= 0 else { throw .system(errno, doing: "writing", path: path) }
    let found: ([Entry], Int)
    do throws(StoreError) {
      let bytes = try readFile(path, limit: Self.limit + 1)
      guard bytes.count <= Self.limit else {
        throw .tooLarge(path: path, name: "the journal", bytes: "more than \(Self.limit)", limit: Self.limit)
      }
      found = Self.parse(bytes)
      if found.1 < bytes.count, ftruncate(file, found.1) != 0 { throw .system(errno, doing: "writing", path: path) }
      try AtomicFile.synchronizeFolder(of: path)
    } catch {
      close(file)
      throw error
    }
    (self.path, self.file) = (path, file)
    (entries, length) = found
  }

  deinit { close(file) }

  /// Adds a line and waits until the disk has it. Throws `notEncodable` (a number that is not finite), `diskFull` or the system's
  /// error; the journal is then as it was.
  public mutating func append(_ entry: Entry) throws(StoreError) {
    let line: Data
    do { line = Self.line(try CanonicalJSON.encode(entry)) } catch { throw .notEncodable(path: path, reason: "\(error)") }
    let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == line.count, fdatasync(file) == 0 else {
      // A short write without an error of its own is a disk that has just become full.
      let code = written >= 0 && written < line.count ? ENOSPC : errno
      ftruncate(file, length)
      throw .system(code, doing: "writing", path: path)
    }
    length += line.count
    entries.append(entry)
  }

  /// Digits of the digest that a line begins with.
  private static var digits: Int { 16 }

  private static func line(_ json: Data) -> Data { Data(Digest(of: json).hex.utf8.prefix(digits)) + [32] + json + [10] }

  /// The entries, and the bytes of all whole lines.
  private static func parse(_ bytes: [UInt8]) -> ([Entry], Int) {
    var entries: [Entry] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: 10) {
      if let entry = entry(bytes[start..<end]) { entries.append(entry) }
      start = end + 1
    }
    return (entries, start)
  }

  /// What a line says; nil where it is not what was written.
  private static func entry(_ text: ArraySlice<UInt8>) -> Entry? {
    let json = Data(text.dropFirst(digits + 1))
    guard line(json).dropLast().elementsEqual(text) else { return nil }
    do { return try JSONDecoder().decode(Entry.self, from: json) } catch { return nil }
  }
}
