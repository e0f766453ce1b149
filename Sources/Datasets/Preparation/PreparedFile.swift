public import Digests
internal import FoundationEssentials
internal import Glibc

/// One file with all splits of a data set as nets see them, so that a job neither decompresses nor shrinks what an earlier one did.
///
///     let file = PreparedFile("results/prepared/….images", key: digest)
///     let images = try file.read() ?? …
///
/// A line of JSON says what follows; then come, for each split, the indices (32-bit, little-endian), the labels, the pixels and, where images
/// are to be enlarged, the larger images' pixels; then the SHA-256 of all before in hexadecimal. It holds nothing that the data set has not: it may be deleted at any time.
public struct PreparedFile: Sendable {
  public let path: String
  /// The digest of all that determines the content: data, splits, preparation.
  public let key: Digest

  public init(_ path: String, key: Digest) { (self.path, self.key) = (path, key) }

  /// The images; nil where there is no such file, or where it is damaged or of another key: it can be made again.
  /// Throws `unreadable` where the system refuses.
  public func read() throws(DatasetError) -> PreparedData? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var stream = CheckedStream(file, size: Int(status.st_size))
    guard let line = stream.line(limit: 1 << 16), let header = Header(line), header.key == key, header.isSound,
      stream.left == header.bytes + CheckedStream.tail
    else { return nil }
    var sets: [(indices: [Int], labels: [UInt8], pixels: [UInt8], larger: [UInt8])] = []
    for count in header.counts {
      guard let words = stream.take(4 * count), let labels = stream.take(count), let pixels = stream.take(header.imageSize * count),
        let larger = stream.take(header.largerSize * count)
      else {
        return nil
      }
      sets.append(((0..<count).map { n in (0..<4).reduce(0) { $0 | Int(words[4 * n + $1]) << (8 * $1) } }, labels, pixels, larger))
    }
    guard stream.isIntact(), sets.allSatisfy({ $0.labels.allSatisfy { Int($0) < header.classes } }) else { return nil }
    let splits = sets.map { set in
      PreparedImages(
        ImageSet(
          height: header.height, width: header.width, channels: header.channels, classes: header.classes, pixels: set.pixels,
          labels: set.labels.map(UInt16.init), larger: header.factor.map { LargeImages(factor: $0, pixels: set.larger) }), set.indices,
        header.moments)
    }
    return PreparedData(training: splits[0], validation: splits[1], recalibration: splits[2], test: splits[3])
  }

  /// Gives `write` the content of the file piece by piece, of images in memory, which have at most 256 classes. Throws what `write` throws, and where the moments are no numbers.
  public func content(of data: PreparedData, to write: (UnsafeRawBufferPointer) throws -> Void) throws {
    precondition(data.training.raw.isInMemory, "photographs stay in their files")
    var hash = SHA256()
    func put(_ bytes: UnsafeRawBufferPointer, _ hash: inout SHA256) throws {
      hash.update(bytes)
      try write(bytes)
    }
    var line = try CanonicalJSON.encode(Header(data, key))
    line.append(10)
    try line.withUnsafeBytes { try put($0, &hash) }
    for split in data.splits {
      try split.indices.map { UInt32($0).littleEndian }.withUnsafeBytes { try put($0, &hash) }
      try split.raw.labels.map { UInt8($0) }.withUnsafeBytes { try put($0, &hash) }
      try split.raw.pixels.withUnsafeBytes { try put($0, &hash) }
      if let larger = split.raw.larger { try larger.pixels.withUnsafeBytes { try put($0, &hash) } }
    }
    try Array("\(hash.finish())\n".utf8).withUnsafeBytes { try write($0) }
  }

  /// The first line. A layout or a preparation that changes needs another format.
  private struct Header: Codable {
    static let format = "concord prepared images 1"
    var format = Self.format
    var key: Digest
    var height, width, channels, classes: Int
    var moments: PixelMoments
    /// Nil where classes alone are wanted.
    var factor: Int?
    /// Images of each split.
    var counts: [Int]

    init(_ data: PreparedData, _ key: Digest) {
      let images = data.training
      self.key = key
      (height, width, channels, classes) = (images.height, images.width, images.channels, images.classes)
      (moments, counts, factor) = (images.moments, data.splits.map(\.count), images.raw.larger?.factor)
    }

    /// Nil where the line is none.
    init?(_ line: [UInt8]) {
      do { self = try JSONDecoder().decode(Header.self, from: Data(line)) } catch { return nil }
    }

    /// Whether the numbers can be those of images: products of them cannot overflow then.
    var isSound: Bool {
      format == Self.format && [height, width, channels].allSatisfy { (1...1 << 12).contains($0) } && (1...256).contains(classes)
        && (1...16).contains(factor ?? 1) && counts.count == 4 && counts.allSatisfy { (0...1 << 24).contains($0) }
        && moments.mean.count == channels && moments.standardDeviation.count == channels
    }

    var imageSize: Int { height * width * channels }
    var largerSize: Int { factor.map { $0 * $0 * imageSize } ?? 0 }
    /// Of all splits.
    var bytes: Int { counts.reduce(0) { $0 + $1 * (4 + 1 + imageSize + largerSize) } }
  }
}

/// A file that is read from its start to its end and hashed on the way.
private struct CheckedStream: ~Copyable {
  /// Bytes of the digest at the end, with its end of line.
  static let tail = 65
  private let file: Int32
  private var hash = SHA256()
  /// Bytes that are not read yet.
  private(set) var left: Int

  init(_ file: Int32, size: Int) { (self.file, left) = (file, size) }

  /// The bytes until the next end of line; nil where there is none within the limit.
  mutating func line(limit: Int) -> [UInt8]? {
    var start = [UInt8](repeating: 0, count: min(limit, left))
    let got = pread(file, &start, start.count, 0)
    guard got == start.count, let end = start.firstIndex(of: 10), take(end + 1) != nil else { return nil }
    return Array(start[..<end])
  }

  /// So many bytes; nil where the file ends before, or cannot be read on.
  mutating func take(_ count: Int) -> [UInt8]? {
    guard count <= left else { return nil }
    let bytes = fill(count)
    guard bytes.count == count else { return nil }
    hash.update(bytes)
    left -= count
    return bytes
  }

  /// Whether what is left is the digest of all that was taken.
  consuming func isIntact() -> Bool {
    guard left == Self.tail else { return false }
    let tail = fill(Self.tail)
    return String(decoding: tail, as: UTF8.self) == "\(hash.finish())\n"
  }

  private func fill(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { return }
        filled += got
      }
    }
  }
}
