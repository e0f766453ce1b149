import Spaces
import Testing

@Suite struct ValidationTests {
  @Test func theCatalogueIsValid() throws {
    for space in Catalogue.spaces { try space.validate() }
    try Space.fairNAS(searchable: 18).validate()
  }

  /// A change that breaks NAS-Bench-Macro, the field that is named, and part of what is said.
  struct Break: Sendable, CustomTestStringConvertible {
    let field: String, reason: String
    let change: @Sendable (inout Space) -> Void
    var testDescription: String { "\(field): \(reason)" }

    init(_ field: String, _ reason: String, _ change: @escaping @Sendable (inout Space) -> Void) {
      self.field = field
      self.reason = reason
      self.change = change
    }
  }

  static let breaks = [
    Break("name", "is empty") { $0.name = "" },
    Break("classes", "2 to 1,000,000") { $0.classes = 1 },
    Break("input.width", "1 to 8,192, not 0") { $0.input.width = 0 },
    Break("input.channels", "not -3") { $0.input.channels = -3 },
    Break("choices[1].name", "an earlier choice's name") { $0.choices[1].name = "layer1" },
    Break("choices[2].candidates", "is empty") { $0.choices[2].candidates = [] },
    Break("choices[2].candidates[2].name", "an earlier candidate's name") { $0.choices[2].candidates[2].name = "MB3_K3" },
    Break("choices[2].candidates[1].name", "cannot stand in the text") { $0.choices[2].candidates[1].name = "a,b" },
    Break("choices[2].candidates[1].name", "cannot stand in the text") { $0.choices[2].candidates[1].name = "12" },
    Break("choices[0].candidates[0].layers[0].convolution.kernel", "odd and 1 to 63, not 2") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output, kernel: 2, stride: .place))
    },
    Break("choices[0].candidates[0].layers[0].convolution.dilation", "1 to 63, not 0") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output, stride: .place, dilation: 0))
    },
    Break("choices[0].candidates[0].layers[0].convolution.groups", "not 0") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output, stride: .place, groups: .count(0)))
    },
    Break("choices[0].candidates[0].layers[0].convolution.outputs", "expand by more than 0") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.expanded(.nan), stride: .place))
    },
    Break("choices[0].candidates[0].layers[0].convolution.outputs", "divide by 1") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.current(dividedBy: 0), stride: .place))
    },
    Break("choices[0].candidates[0].layers[0]", "5 groups do not divide 32 and 64 channels") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output, stride: .place, groups: .count(5)))
    },
    Break("choices[0].candidates[0].layers[1]", "squeezes 64 channels to none") {
      $0.choices[0].candidates[0].layers[1] = .squeezeExcite(SqueezeExcite(squeezed: .current(dividedBy: 65)))
    },
    Break("choices[0].candidates[0]", "'identity' gives 32×32×64 at nodes[0], which asks for 16×16×64") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output))
    },
    Break("choices[0].candidates[0]", "'identity' gives 32×32×32 at nodes[0]") { $0.choices[0].candidates[0].layers = [] },
    Break("choices[0].candidates[0].layers[0]", "gives 32768000 channels") {
      $0.stem[0] = .convolution(Convolution(.fixed(32_000)))
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.expanded(1024)))
    },
    Break("stem[0].convolution.outputs", "no place whose output") { $0.stem[0] = .convolution(Convolution(.output)) },
    Break("stem[0].convolution.stride", "no place whose stride") { $0.stem[0] = .convolution(Convolution(.fixed(8), stride: .place)) },
    Break("head[3].dropout", "below 1, not 1.0") { $0.head[3] = .dropout(1) },
    Break("head[4].linear.outputs", "not 0") { $0.head[4] = .linear(outputs: 0) },
    Break("head[3]", "put a globalAverage in front") { $0.head.remove(at: 3) },
    Break("head", "gives 1×1×9 where 1×1×10 is needed") { $0.head[4] = .linear(outputs: 9) },
    Break("nodes[3].place.from", "is 4: a node reads an earlier one, 0 to 3") {
      $0.nodes[3] = .place(choice: 3, from: 4, channels: 128, stride: 1)
    },
    Break("nodes[3].place.choice", "is 8, and there are 8 choices") { $0.nodes[3] = .place(choice: 8, from: 3, channels: 128, stride: 1) },
    Break("nodes[3].place.stride", "1 to 16, not 0") { $0.nodes[3] = .place(choice: 3, from: 3, channels: 128, stride: 0) },
    Break("nodes[3].place.channels", "1 to 65,536, not 0") { $0.nodes[3] = .place(choice: 3, from: 3, channels: 0, stride: 1) },
    Break("nodes[8].sum", "names node 9: a node reads earlier ones, 0 to 8") { $0.nodes.append(.sum([8, 9])) },
    Break("nodes[8].sum", "meets 4×4×256 of node 8 and 8×8×128 of node 5") { $0.nodes.append(.sum([8, 5])) },
    Break("nodes[8].concatenation", "is empty") { $0.nodes.append(.concatenation([])) },
    Break("nodes[8].layers.channels", "is 9, and the layers give 256") { $0.nodes.append(.layers([], from: 8, channels: 9)) },
    Break("nodes[7]", "nothing reads its output, node 8") { $0.nodes.append(.sum([7])) },
    Break("choices[8]", "no node applies it") { $0.choices.append(Choice("layer9", $0.choices[1].candidates)) },
    Break("symmetry.idle.groups[0]", "names choice 8, and there are 8") { $0.symmetry = .idle(name: "identity", groups: [[8]]) },
    Break("symmetry.idle.groups[1]", "is in a group already") { $0.symmetry = .idle(name: "identity", groups: [[1], [1]]) },
    Break("symmetry.idle.groups[0]", "no candidate 'identity' without layers") { $0.symmetry = .idle(name: "identity", groups: [[0, 1]]) },
    Break("symmetry.idle.groups[0]", "follow one another, not 4 and 6") { $0.symmetry = .idle(name: "identity", groups: [[4, 6]]) },
  ]

  @Test(arguments: breaks) func aBrokenFieldIsNamed(_ broken: Break) {
    var space = Space.nasBenchMacro()
    broken.change(&space)
    let error = #expect(throws: SpaceError.self) { try space.validate() }
    guard case .invalid(_, let field, let reason) = error else {
      Issue.record("not .invalid: \(String(describing: error))")
      return
    }
    #expect(field == broken.field)
    #expect(reason.contains(broken.reason), "\(reason)")
  }

  @Test func costsThatOverflowAreRefused() {
    var space = Space.nasBenchMacro(input: ImageShape(height: 8192, width: 8192, channels: 65_536))
    space.stem[0] = .convolution(Convolution(.fixed(65_536), kernel: 63))
    #expect(throws: SpaceError.invalid(space: "nas-bench-macro", field: "stem[0]", reason: "takes more than 2⁴⁶ multiply-adds")) {
      try space.validate()
    }
  }
}
