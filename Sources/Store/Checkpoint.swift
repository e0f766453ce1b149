/// All that a killed job needs to go on to the same bits: its arrays, and the rest of its state as JSON.
///
///     try Checkpoint(header: header, state: json, arrays: arrays).write(to: files.checkpoint)
///     if let checkpoint = try Checkpoint.ifPresent(files.checkpoint) { … }
///
/// It is a file of the same make as a run file, replaced as a whole: there is always the last one or the one before.
public struct Checkpoint: StoredRun {
  public static let kind = "checkpoint"
  public static let schema = 1

  /// The spec is the job's; the expense that of all sessions so far.
  public let header: RunHeader
  /// JSON of what is no array: streams' positions, the place in the epoch, the strategy's state.
  public let state: String
  /// Weights, optimiser state, BatchNorm state, by name.
  public let content: [NamedArray]

  public init(header: RunHeader, state: String, content: [NamedArray]) {
    (self.header, self.state, self.content) = (header, state, content)
  }

  /// Reads the checkpoint, nil where there is none.
  public static func ifPresent(_ path: String) throws(StoreError) -> Checkpoint? {
    do throws(StoreError) { return try Checkpoint(reading: path) } catch {
      if case .notFound(path) = error { return nil }
      throw error
    }
  }

  public var arrays: [NamedArray] {
    [NamedArray("state", .texts([state]), "JSON of what is no array")] + content.map { $0.moved(to: "content/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    self.init(header: header, state: try arrays.text("state"), content: arrays.folder("content"))
  }
}
