import Testing

@Suite struct ConcordTests {
  @Test func helpAndVersionAreResults() async throws {
    let help = try await Invocation("--help")
    #expect(help.code == 0 && help.errors.isEmpty)
    #expect(help.output.contains("0 done, 1 failure, 2 usage, 3 result outside its reference, 4 data missing"))
    let version = try await Invocation("--version")
    #expect(version.code == 0 && version.output.split(separator: ".").count == 3)
  }

  @Test(arguments: ["reproduce", "nightly", "status", "correlate", "models", "verify", "doctor", "explain", "gc", "schema", "new", "cite"])
  func everySubcommandShowsExamples(
    subcommand: String
  )
    async throws
  {
    let help = try await Invocation(subcommand, "--help")
    #expect(help.code == 0 && help.output.contains("EXAMPLES") && help.output.contains("concord \(subcommand)"))
  }

  @Test func aWrongOptionEndsWithTwoAndOneSentence() async throws {
    let wrong = try await Invocation("models", "--jsno")
    #expect(wrong.code == 2 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("--jsno") && wrong.errors.contains("'--json'"))
    #expect(wrong.errors.hasSuffix("See 'concord models --help'.\n"))
  }

  @Test func anUnknownSubcommandEndsWithTwo() async throws {
    let wrong = try await Invocation("modles")
    #expect(wrong.code == 2 && wrong.errors.contains("modles") && wrong.errors.contains("See 'concord --help'."))
  }

  /// Also of those whose name is their type's.
  @Test(arguments: ["train", "evaluate", "status"]) func aUsageErrorSpeaksOfItsSubcommand(subcommand: String) async throws {
    let wrong = try await Invocation(subcommand, "--sed", "1")
    #expect(wrong.code == 2 && wrong.errors.hasPrefix("concord \(subcommand): ") && !wrong.errors.contains("no subcommand"))
    #expect(wrong.errors.hasSuffix("See 'concord \(subcommand) --help'.\n"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func shellsGetTheirCompletion(shell: String) async throws {
    let script = try await Invocation("--generate-completion-script", shell)
    #expect(script.code == 0 && script.output.contains("architectures"))
  }

  @Test func aMissingInputFileEndsWithFour() async throws {
    let command = try await Invocation("models", "--architectures", "/nowhere/list", "nas-bench-macro")
    #expect(command.code == 4 && command.errors == "concord: /nowhere/list does not exist: check the path\n")
  }
}
