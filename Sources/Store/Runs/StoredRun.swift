/// A kind of run file as a typed value; the value holds plain arrays and labels, so that reading it needs no other room.
///
///     let run = try SupernetRun(reading: "results/supernet/….h5")
///     try run.write(to: path)
public protocol StoredRun: Hashable, Sendable {
  /// The word for this kind in files and folders: "supernet".
  static var kind: String { get }
  /// Raised whenever arrays are added, dropped or change their meaning.
  static var schema: Int { get }
  var header: RunHeader { get }
  /// All but spec and provenance.
  var arrays: [NamedArray] { get }
  /// Whether an array of this name holds weights: much of the file, read only where they are asked for. `init` takes a file without them.
  static func isWeights(_ name: String) -> Bool
  /// Takes what it needs by name; absent arrays, other types and shapes that do not agree are errors.
  init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError)
}

extension StoredRun {
  /// What lies in a folder `parameters` or `statistics`.
  public static func isWeights(_ name: String) -> Bool {
    name.split(separator: "/").dropLast().contains { $0 == "parameters" || $0 == "statistics" }
  }

  public var runFile: RunFile { RunFile(kind: Self.kind, schema: Self.schema, header: header, arrays: arrays) }

  /// Writes the file whole or not at all: `RunFile.write`.
  public func write(to path: String) throws(StoreError) { try runFile.write(to: path) }

  /// Reads and checks a file of this kind; throws what `RunFile.read` throws, `wrongKind` and `wrongSchema`.
  public init(reading path: String) throws(StoreError) { try self.init(RunFile.read(path), from: path) }

  /// The typed value of a file that was read from `path`. Throws `wrongKind`, `wrongSchema`, `missingArray` and `wrongArray`.
  public init(_ file: RunFile, from path: String) throws(StoreError) {
    guard file.kind == Self.kind else { throw .wrongKind(path: path, found: file.kind, expected: Self.kind) }
    guard file.schema == Self.schema else {
      throw .wrongSchema(path: path, kind: Self.kind, found: file.schema, expected: Self.schema)
    }
    try self.init(header: file.header, ArrayReader(path: path, file.arrays))
  }
}
