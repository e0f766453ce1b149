internal import CPCRE2
internal import Texts

/// A regular expression with named groups, in the syntax of Perl (PCRE2), whose matching ends in bounded time.
///
///     let pattern = try LogPattern(#"arch=(?<arch>\S+) acc (?<acc>[\d.]+)"#)
///     try pattern.matches(in: line) { groups in print(groups) }  // of each group: where it stands; empty where it took no part
///
/// An expression that can match a text in very many ways tries them all where none leads on. So each match has a number of steps, by the length of the
/// line, and one that needs more is an error.
struct LogPattern: ~Copyable {
  /// Of the groups, in their order, each once: under `(?J)` several groups may have one name.
  let names: [String]
  /// Of each name, its groups.
  private let numbers: [[Int]]
  private let code: OpaquePointer, match: OpaquePointer, context: OpaquePointer, stack: OpaquePointer?

  /// A match took more steps or memory than it may; the reason is PCRE2's.
  struct Exhausted: Error {
    let reason: String
  }

  /// - Throws: `ScoresError.pattern`, with the place of what is wrong; or for an expression that names no group.
  init(_ pattern: String) throws(ScoresError) {
    let options = PCRE2_UTF | PCRE2_UCP | UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_MATCH_INVALID_UTF)
    var error: Int32 = 0, place = 0
    let bytes = Array(pattern.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &place, nil) else {
      let before = String(decoding: bytes.prefix(place), as: UTF8.self)
      throw .pattern(
        reason: "'\(pattern.shortened)' is no regular expression (behind '\(String(before.suffix(30)).printable)': \(Self.message(error)))")
    }
    let (names, numbers) = Self.groups(of: code)
    guard !names.isEmpty else {
      pcre2_code_free_8(code)
      throw .pattern(reason: "the expression names no group: write (?<arch>…) and (?<acc>…) around what is wanted")
    }
    // Without it, matching is slower and nothing else.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    guard let match = pcre2_match_data_create_from_pattern_8(code, nil), let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(code)
      throw .pattern(reason: "no memory is left to match it")
    }
    pcre2_set_heap_limit_8(context, Self.heap)
    stack = pcre2_jit_stack_create_8(1 << 15, Int(Self.heap) << 10, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
    (self.code, self.match, self.context, self.names, self.numbers) = (code, match, context, names, numbers)
  }

  deinit {
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(match)
    pcre2_code_free_8(code)
  }

  /// Calls `body` for each match in a line, from left to right, with where the groups stand in it: of several with one name the first that took part.
  borrowing func matches(in line: UnsafeBufferPointer<UInt8>, _ body: ([Range<Int>]) -> Void) throws(Exhausted) {
    guard let bytes = line.baseAddress else { return }
    pcre2_set_match_limit_8(context, UInt32(Self.fixedSteps + Self.stepsPerByte * line.count))
    var start = 0
    while start <= line.count {
      let count = pcre2_match_8(code, bytes, line.count, start, 0, match, context)
      if count == PCRE2_ERROR_NOMATCH { return }
      guard count > 0, let places = pcre2_get_ovector_pointer_8(match) else { throw Exhausted(reason: Self.message(count)) }
      // A group that took no part has no place: the largest number, which is −1 here.
      body(numbers.map { $0.first { places[2 * $0] >= 0 }.map { places[2 * $0]..<places[2 * $0 + 1] } ?? 0..<0 })
      let end = places[1]
      // What took no byte would match here again.
      start = end > start ? end : start + 1
      while start < line.count, line[start] & 0xC0 == 0x80 { start += 1 }
    }
  }

  /// Steps of one match in a line of n bytes: 10,000 + 2,500 n.
  private static let fixedSteps = 10_000, stepsPerByte = 2_500
  /// Kibibytes that a match may take.
  private static let heap: UInt32 = 1 << 14

  private static func groups(of code: OpaquePointer) -> (names: [String], numbers: [[Int]]) {
    var count: UInt32 = 0, width: UInt32 = 0, table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &width)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return ([], []) }
    // An entry: the group's number in two bytes, its name, a zero.
    let groups = (0..<Int(count)).map { entry -> (number: Int, name: String) in
      let start = table + entry * Int(width)
      return (Int(start[0]) << 8 | Int(start[1]), String(cString: start + 2))
    }.sorted { $0.number < $1.number }
    let names = groups.reduce(into: [String]()) { if !$0.contains($1.name) { $0.append($1.name) } }
    return (names, names.map { name in groups.filter { $0.name == name }.map(\.number) })
  }

  private static func message(_ error: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(error, &text, text.count)
    return String(decoding: text.prefix(Int(max(0, count))), as: UTF8.self)
  }
}
