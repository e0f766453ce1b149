import Fixtures
import FoundationEssentials
import Reporting
import Testing

/// The table of claims that is committed, and README's, which is its copy.
@Suite struct CommittedClaimsTests {
  private static let folder = "\(Fixtures.root)/results/reference"

  private func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }

  private func page() throws -> ClaimsPage {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter {
      FileManager.default.fileExists(atPath: "\(Self.folder)/\($0)/claims.json")
    }
    return ClaimsPage(
      try names.map { name in
        try JSONDecoder().decode(ReportedClaims.self, from: try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)/claims.json")))
      })
  }

  @Test func itIsMadeOfTheClaimsOfEachExperiment() throws {
    let page = try page(), claims = try page.claims()
    #expect(claims.csv == (try text("\(Self.folder)/claims.csv")))
    #expect(claims.rows.count >= 25 && Set(claims.rows).count == claims.rows.count)
    #expect(try page.brief().markdown == (try text("\(Self.folder)/claims.md")))
  }

  @Test func readMePrintsIt() throws {
    let readMe = try text("\(Fixtures.root)/README.md"),
      lines = try page().brief().markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count > 25 && readMe.contains(lines.joined(separator: "\n")), "copy results/reference/claims.md into README.md")
  }
}
