internal import Glibc

/// What a task's log says, read as it grows: how far its worker is, and at last how it ended.
struct TaskLog {
  private let path: String
  private var offset = 0, buffer = LineBuffer(), last: [String] = []
  /// Whether the task ever began, and the code its worker ended with, if it has.
  private(set) var hasBegun = false, code: Int32?

  init(_ path: String) { self.path = path }

  /// The last lines that a worker said and that are no progress.
  var lastWords: [String] { last }

  /// Takes what was written since; what it says of progress. A log that is not there says nothing.
  mutating func read() -> [JobProgress] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var told: [JobProgress] = [], bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = pread(file, &bytes, bytes.count, off_t(offset))
      guard got > 0 else { return told }
      offset += got
      for line in buffer.lines(adding: bytes[..<got]) {
        if let progress = JobProgress(line: line) { told.append(progress) } else { take(String(decoding: line, as: UTF8.self)) }
      }
    }
  }

  private mutating func take(_ line: String) {
    guard line.hasPrefix(TaskScript.mark) else {
      if !line.isEmpty { last = (last + [line]).suffix(8) }
      return
    }
    let words = line.dropFirst(TaskScript.mark.count)
    // A new start says what the one before said no more.
    (hasBegun, code) = (true, words.hasPrefix(TaskScript.ending) ? Int32(words.dropFirst(TaskScript.ending.count)) : nil)
  }
}
