import Spaces
import Testing

@Suite struct SymmetryValidationTests {
  static let breaks = [
    Break("symmetry.idle.groups[0]", "names choice 8, and there are 8") { $0.symmetry = .idle(name: "identity", groups: [[8]]) },
    Break("symmetry.idle.groups[1]", "is in a group already") { $0.symmetry = .idle(name: "identity", groups: [[1], [1]]) },
    Break("symmetry.idle.groups[0]", "no candidate 'identity' without layers") { $0.symmetry = .idle(name: "identity", groups: [[0, 1]]) },
    Break("symmetry.idle.groups[0]", "follow one another, not 4 and 6") { $0.symmetry = .idle(name: "identity", groups: [[4, 6]]) },
  ]

  @Test(arguments: breaks) func aBrokenFieldIsNamed(_ broken: Break) { broken.check() }
}
