import Fixtures
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// What computes and what is committed calls none of the C library's functions whose last bit depends on the processor: `Elementary`
/// stands in for them.
@Suite struct LibmTests {
  /// Square roots, roundings and remainders are exact, hence the same everywhere.
  private static let inexact = Set(
    [
      "exp", "exp2", "exp10", "expm1", "log", "log2", "log10", "log1p", "pow", "cbrt", "hypot", "sin", "cos", "tan", "sincos", "sinh",
      "cosh",
      "tanh", "asin", "acos", "atan", "atan2", "asinh", "acosh", "atanh", "erf", "erfc", "lgamma", "lgamma_r", "tgamma",
    ].flatMap { [$0, "\($0)f", "\($0)l", "__\($0)_finite"] })

  /// Ticks of axes take the power of ten below a number, well away from where a last bit decides.
  private static let spared = ["Reporting": Set(["log10", "pow"])]

  @Test(arguments: [
    "CKernels", "Streams", "Digests", "Spaces", "Datasets", "Engine", "Networks", "Strategies", "Training", "Store", "Jobs", "Statistics",
    "Analysis",
    "Experiments", "Reporting",
  ]) func noObjectFileAsksForAnInexactFunction(module: String) async throws {
    let folder =
      Fixtures.command.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/\(module).build"
    // What a removed source left is no part of the command.
    let sources = Set(
      try FileManager.default.subpathsOfDirectory(atPath: "Sources/\(module)").map { "\($0.split(separator: "/").last ?? "").o" })
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter(sources.contains)
    try #require(!files.isEmpty, "\(folder) holds no object file")
    let listed = try await run(
      .name("nm"), arguments: Arguments(["--undefined-only", "--format=just-symbols"] + files.map { "\(folder)/\($0)" }),
      output: .string(limit: 1 << 26), error: .string(limit: 1 << 20))
    let symbols = Set(listed.standardOutput.split(separator: "\n").map(String.init))
    try #require(symbols.count > 2, "nm: \(listed.standardError)")
    let found = symbols.intersection(Self.inexact).subtracting(Self.spared[module] ?? [])
    #expect(found.isEmpty, "\(module) calls \(found.sorted())")
  }
}
