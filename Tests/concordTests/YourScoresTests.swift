import Fixtures
import FoundationEssentials
import Testing

/// What README.md and docs/your-scores.md print and run.
@Suite struct YourScoresTests {
  private static func document(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(Fixtures.root)/\(name)"), encoding: .utf8)
  }

  /// Blocks of a language in a document.
  private static func blocks(_ language: String, of text: String) -> [String] {
    text.split(separator: "```\(language)\n").dropFirst().compactMap { $0.split(separator: "\n```").first.map(String.init) }
  }

  /// The words of a command line as a shell parts them: single quotes hold blanks.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = [], word = "", isQuoted = false
    for letter in line {
      if letter == "'" {
        isQuoted.toggle()
      } else if letter == " " && !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(letter)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  @Test func theReadmePrintsWhatIsPrinted() async throws {
    let readme = try Self.document("README.md"), start = try #require(readme.firstRange(of: "concord correlate docs/examples"))
    let line = readme[start.lowerBound...].prefix { $0 != "\n" },
      words = Self.words(line).dropFirst().map { word in
        word.hasPrefix("docs/") ? "\(Fixtures.root)/\(word)" : word
      }
    let run = try await Invocation(words)
    #expect(run.code == 0 && readme.contains(run.output.replacing("\(Fixtures.root)/", with: "")), "\(run.output)")
  }

  /// Every piece of Python makes its file, and every command of the document answers.
  @Test(.enabled(if: Python.has("pandas"), "no python3 with pandas: set CONCORD_PYTHON to one, for docs/your-scores.md is not run here"))
  func everyPieceRuns() async throws {
    let text = try Self.document("docs/your-scores.md"), folder = try TemporaryFolder()
    for (number, block) in Self.blocks("python", of: text).enumerated() {
      let script = folder["piece\(number).py"]
      try Data(block.utf8).write(to: URL(filePath: script))
      #expect(try await Python.run(script, in: folder.path), "piece \(number) of Python")
    }
    for line in Self.blocks("console", of: text).joined(separator: "\n").split(separator: "\n") where line.hasPrefix("$ concord") {
      let words = Self.words(line.dropFirst(2)).dropFirst().map { word in
        word.hasPrefix("docs/") ? "\(Fixtures.root)/\(word)" : FileManager.default.fileExists(atPath: folder[word]) ? folder[word] : word
      }
      let run = try await Invocation(Array(words))
      #expect(run.code == 0 && run.errors.isEmpty, "\(line): \(run.errors)")
    }
  }
}
