import Glibc
import Reporting
import Texts

/// The two streams of the command: results on standard output, everything else on standard error.
enum Console {
  /// Whether headings may be bold: standard output is a terminal and `NO_COLOR` is not set (no-color.org).
  static var isColoured: Bool { isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) }

  /// A table as wide as the terminal, or as wide as it is where there is none.
  static func rendered(_ table: Table) -> String {
    var size = winsize()
    let isTerminal = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
    return table.terminal(width: isTerminal ? Int(size.ws_col) : nil, hasColour: isColoured)
  }

  static func result(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// As they are, for another process.
  static func result(_ bytes: UnsafeRawBufferPointer) { write(bytes, to: STDOUT_FILENO) }

  /// Control characters, which names of files and columns may hold, are shown as escapes; of what is endless, as such names may be, the beginning.
  static func complain(_ text: String) {
    let shown = text.utf8.count > longest ? "\(text.prefix(longest))… (cut: the message is longer)" : text
    write(
      shown.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n"), to: STDERR_FILENO
    )
  }

  /// Characters of a message.
  private static let longest = 20_000

  /// Writes a text with a line end.
  private static func write(_ text: String, to stream: Int32) {
    var bytes = Array(text.utf8)
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes.withUnsafeBytes { write($0, to: stream) }
  }

  /// A reader that went away ends the process by SIGPIPE, as it does any other.
  private static func write(_ bytes: UnsafeRawBufferPointer, to stream: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(stream, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        if stream == STDOUT_FILENO {
          complain("concord: standard output cannot be written (\(String(cString: strerror(errno)))): free space or choose another place")
          exit(ExitStatus.failure.rawValue)
        }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}
