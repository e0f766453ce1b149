public import Digests

/// What a job leaves: one HDF5 file, written whole or not at all, that says what it holds and how it was made.
///
///     let file = RunFile(kind: "supernet", schema: 1, header: RunHeader(spec: text, provenance: provenance), arrays: arrays)
///     try file.write(to: "results/supernet/\(file.header.specDigest).h5")
///     let same = try RunFile.read("results/supernet/….h5")
///
/// docs/run-files.md describes the layout.
public struct RunFile: Hashable, Sendable {
  /// The kind of job, and the version of that kind's arrays.
  public let kind: String, schema: Int
  public let header: RunHeader
  /// Everything but the header. Those in "provenance" may differ between runs of the same bits; the name "contents" is taken.
  public let arrays: [NamedArray]

  public init(kind: String, schema: Int, header: RunHeader, arrays: [NamedArray]) {
    (self.kind, self.schema, self.header, self.arrays) = (kind, schema, header, arrays)
    precondition(Set(all.map(\.name) + [HDF5.contents]).count == all.count + 1, "two arrays of one name")
  }

  /// The digest of all arrays, provenance included.
  public var contentDigest: Digest { Self.digest(kind, schema, all) }

  /// The digest of what the job computed: equal for two runs of the same bits, whenever and wherever they ran.
  public var resultDigest: Digest { Self.digest(kind, schema, all.filter { !$0.name.hasPrefix(Provenance.folder + "/") }) }

  /// Writes a temporary beside `path`, closes it, makes it durable and renames it; a link that stands there is replaced. Throws `diskFull`, `noPermission`, `readOnly`,
  /// `notFound` (the folder) or `system`; whatever lay at `path` is then untouched.
  public func write(to path: String) throws(StoreError) {
    precondition(header.hasSpec, "\(path): the run was read without its spec, and its file would be none")
    let values = [Self.format, kind, "\(schema)", header.specDigest.hex, contentDigest.hex, resultDigest.hex]
    try AtomicFile.replace(path, follows: false) { (temporary) throws(StoreError) in
      try HDF5.write(Array(zip(Self.attributeNames, values)), all, to: temporary, for: path)
    }
  }

  /// Reads and checks a file: every checksum, the digest of the spec, the digest of the content, and a name that is a digest.
  /// Throws `notFound`, `notHDF5`, `truncated`, `damaged`, `notARunFile`, `wrongName`, `missingArray`, `wrongArray` or `tooLarge`.
  public static func read(_ path: String) throws(StoreError) -> RunFile {
    let (attributes, arrays) = try HDF5.read(path), (kind, schema) = try label(attributes, path)
    guard digest(kind, schema, arrays).hex == attributes["content_digest"] else { throw .damaged(path: path, what: "its content") }
    return try RunFile(attributes, arrays, from: path)
  }

  /// Reads a file without some of its arrays, and so without the digest of its content: of what is read every checksum is checked, and the
  /// digest of the spec. Throws as `read`.
  public static func read(_ path: String, except isLeftOut: (String) -> Bool) throws(StoreError) -> RunFile {
    let (attributes, arrays) = try HDF5.read(path, except: isLeftOut)
    return try RunFile(attributes, arrays, from: path)
  }

  /// The kind and the schema of a file, from its first bytes alone. Throws as `read`.
  public static func label(of path: String) throws(StoreError) -> (kind: String, schema: Int) {
    try label(try HDF5.attributes(path), path)
  }

  /// The text of the spec, of which alone something is read; its digest is checked, and a name that is one. Throws as `read`.
  public static func spec(of path: String) throws(StoreError) -> String {
    let (attributes, arrays) = try HDF5.read(path, except: { $0 != "spec" })
    _ = try label(attributes, path)
    let spec = try ArrayReader(path: path, arrays).text("spec")
    try check(Digest(of: spec.utf8), attributes, path)
    return spec
  }

  private static func check(_ spec: Digest, _ attributes: [String: String], _ path: String) throws(StoreError) {
    guard spec.hex == attributes["spec_digest"] else { throw .damaged(path: path, what: "its spec") }
    if let stem = AtomicFile.name(of: path).split(separator: ".").first, let named = Digest(hex: String(stem)), named != spec {
      throw .wrongName(path: path, digest: spec.hex)
    }
  }

  private static func label(_ attributes: [String: String], _ path: String) throws(StoreError) -> (kind: String, schema: Int) {
    guard attributes["format"] == format, let kind = attributes["kind"] else {
      throw .notARunFile(path: path, reason: "its attribute 'format' is not '\(format)'")
    }
    guard let schema = attributes["schema"].flatMap({ Int($0) }) else {
      throw .notARunFile(path: path, reason: "its attribute 'schema' is no whole number")
    }
    return (kind, schema)
  }

  private init(_ attributes: [String: String], _ arrays: [NamedArray], from path: String) throws(StoreError) {
    let (kind, schema) = try Self.label(attributes, path), reader = ArrayReader(path: path, arrays)
    let header = RunHeader(spec: try reader.text("spec"), provenance: try Provenance(reader))
    try Self.check(header.specDigest, attributes, path)
    let taken = Set(header.arrays.map(\.name)), names = Set(arrays.map(\.name))
    guard names.count == arrays.count, !names.contains(HDF5.contents) else { throw .damaged(path: path, what: "its table of contents") }
    self.init(kind: kind, schema: schema, header: header, arrays: arrays.filter { !taken.contains($0.name) })
  }

  /// Reads a file and checks besides that its kind is one of those given, or a checkpoint, and its arrays are that kind's. Throws what
  /// `read` throws, `wrongSchema`, `missingArray` and `wrongArray`.
  public static func verify(_ path: String, kinds: [any StoredRun.Type]) throws(StoreError) -> RunFile {
    let file = try read(path), known = kinds + [Checkpoint.self]
    guard let kind = known.first(where: { $0.kind == file.kind }) else {
      throw .notARunFile(path: path, reason: "this concord knows no kind '\(file.kind)'")
    }
    _ = try kind.init(file, from: path)
    return file
  }

  /// The same file without some of its arrays: its content digest is another.
  public func without(_ isLeftOut: (String) -> Bool) -> RunFile {
    RunFile(kind: kind, schema: schema, header: header, arrays: arrays.filter { !isLeftOut($0.name) })
  }

  /// The same file without the text of its spec, whose digest stays.
  package var withoutSpec: RunFile { RunFile(kind: kind, schema: schema, header: header.withoutSpec, arrays: arrays) }

  /// The version of the layout, for readers of any kind.
  static let format = "concord run file 1"
  /// Attributes of the root, all texts.
  static let attributeNames = ["format", "kind", "schema", "spec_digest", "content_digest", "result_digest"]

  private var all: [NamedArray] { header.arrays + arrays }

  /// SHA-256 over kind, schema, and each array's name, type, shape and little-endian values, in the order of names.
  private static func digest(_ kind: String, _ schema: Int, _ arrays: [NamedArray]) -> Digest {
    var hash = SHA256()
    hash.update("\(format)\n\(kind)\n\(schema)\n".utf8)
    for array in arrays.sorted(by: { $0.name < $1.name }) {
      hash.update("\(array.name)\n\(array.values.type)\n\(array.shape)\n".utf8)
      switch array.values {
      case .floats(let values): values.withUnsafeBytes { hash.update($0) }
      case .doubles(let values): values.withUnsafeBytes { hash.update($0) }
      case .integers(let values): values.withUnsafeBytes { hash.update($0) }
      case .texts(let values): for value in values { hash.update("\(value.utf8.count)\n\(value)\n".utf8) }
      }
    }
    return hash.finish()
  }
}
