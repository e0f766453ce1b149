import ArgumentParser

/// The option `--level`.
struct ConfidenceLevel: ParsableArguments {
  @Option(help: "Level of the intervals.") var level = 0.95

  func validate() throws {
    guard level > 0 && level <= 0.999_999 else {
      throw ValidationError("--level is \(level): give a share above 0 and at most 0.999999, for instance 0.95.")
    }
  }
}
