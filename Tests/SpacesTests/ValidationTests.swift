import Spaces
import Testing

@Suite struct ValidationTests {
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
    Break("choices[0].candidates[0]", "'identity' gives 32×32×64 at nodes[0], which asks for 16×16×64") {
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.output))
    },
    Break("choices[0].candidates[0]", "'identity' gives 32×32×32 at nodes[0]") { $0.choices[0].candidates[0].layers = [] },
    Break("auxiliary.node", "is 9, and there are nodes 0 to 8") { $0.auxiliary = Auxiliary(node: 9, layers: $0.head, weight: 0.4) },
    Break("auxiliary.weight", "not 0.0") { $0.auxiliary = Auxiliary(node: 8, layers: $0.head, weight: 0) },
    Break("auxiliary.layers", "gives 4×4×256 where 1×1×10 is needed") { $0.auxiliary = Auxiliary(node: 8, layers: [], weight: 0.4) },
    Break("auxiliary.layers[0].convolution.outputs", "no place whose output") {
      $0.auxiliary = Auxiliary(node: 8, layers: [.convolution(Convolution(.output))] + $0.head, weight: 0.4)
    },
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
  ]

  @Test(arguments: breaks) func aBrokenFieldIsNamed(_ broken: Break) { broken.check() }

  @Test func theCatalogueIsValid() throws {
    for space in Catalogue.spaces { try space.validate() }
    try Space.fairNAS(searchable: 18).validate()
  }
}
