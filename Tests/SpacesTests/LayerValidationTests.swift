import Spaces
import Testing

@Suite struct LayerValidationTests {
  static let breaks = [
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
      $0.choices[0].candidates[0].layers[1] = .squeezeExcite(SqueezeExcite(divisor: 65))
    },
    Break("choices[0].candidates[0].layers[1].squeezeExcite.divisor", "not 0") {
      $0.choices[0].candidates[0].layers[1] = .squeezeExcite(SqueezeExcite(divisor: 0))
    },
    Break("choices[0].candidates[0].layers[0].branches.tables[1]", "gives 16×16×32 where the first gives 16×16×64: they are joined by sum")
    {
      $0.choices[0].candidates[0].layers[0] = .branches(
        [[.convolution(Convolution(.output, stride: .place))], [.convolution(Convolution(.input, stride: .place))]], .sum)
    },
    Break("choices[0].candidates[0].layers[0].branches.tables", "are none") {
      $0.choices[0].candidates[0].layers[0] = .branches([], .sum)
    },
    Break("choices[0].candidates[0].layers[0]", "gives 32768000 channels") {
      $0.stem[0] = .convolution(Convolution(.fixed(32_000)))
      $0.choices[0].candidates[0].layers[0] = .convolution(Convolution(.expanded(1024)))
    },
    Break("choices[0].candidates[0].layers[0]", "drops the path, and layers follow: put it last") {
      $0.choices[0].candidates[0].layers.insert(.dropPath, at: 0)
    },
    Break("choices[0].candidates[0].reducing[1]", "halves 15×16×32: height and width should be even") {
      $0.input.height = 15
      $0.choices[0].candidates[0].reducing = [.activation(.relu), .factorizedReduce(outputs: .output)]
      $0.stem[0] = .convolution(Convolution(.fixed(32), kernel: 3))
      $0.input.width = 16
    },
    Break("choices[0].candidates[0].reducing[0]", "at least 2 channels") {
      $0.choices[0].candidates[0].reducing = [.factorizedReduce(outputs: .fixed(1))]
    },
    Break("choices[0].candidates[0]", "'identity' gives 16×16×32 at nodes[0], which asks for 16×16×64") {
      $0.choices[0].candidates[0].layers = [.zero]
    },
    Break("stem[0]", "belongs into an operation") { $0.stem[0] = .zero },
    Break("head[0].channels.of", "should be 2 to 64, not 1") { $0.head.insert(.channels(.first, of: 1), at: 0) },
    Break("head[0].shuffle.groups", "not 0") { $0.head.insert(.shuffle(groups: 0), at: 0) },
    Break("head[0]", "5 groups do not divide 256 channels") { $0.head.insert(.shuffle(groups: 5), at: 0) },
    Break("head[0].pool.kernel", "should be 1 to 63, not 0") {
      $0.head.insert(.pool(Pool(.average, kernel: 0, stride: .one, padded: false)), at: 0)
    },
    Break("head[0].pool.kernel", "odd and 1 to 63, not 2") { $0.head.insert(.pool(Pool(.average, kernel: 2, stride: .one)), at: 0) },
    Break("head[0]", "belongs into an operation") { $0.head.insert(.dropPath, at: 0) },
    Break("head[0]", "a window of 5×5, which does not fit into 4×4×256") {
      $0.head.insert(.pool(Pool(.average, kernel: 5, stride: .one, padded: false)), at: 0)
    },
    Break("stem[0].convolution.outputs", "no place whose output") { $0.stem[0] = .convolution(Convolution(.output)) },
    Break("stem[0].convolution.stride", "no place whose stride") { $0.stem[0] = .convolution(Convolution(.fixed(8), stride: .place)) },
    Break("head[3].dropout", "below 1, not 1.0") { $0.head[3] = .dropout(1) },
    Break("head[4].linear.outputs", "not 0") { $0.head[4] = .linear(outputs: 0) },
    Break("head[3]", "put a globalAverage in front") { $0.head.remove(at: 3) },
  ]

  @Test(arguments: breaks) func aBrokenFieldIsNamed(_ broken: Break) { broken.check() }

  @Test func costsThatOverflowAreRefused() {
    var space = Space.nasBenchMacro(input: ImageShape(height: 8192, width: 8192, channels: 65_536))
    space.stem[0] = .convolution(Convolution(.fixed(65_536), kernel: 63))
    #expect(throws: SpaceError.invalid(space: "nas-bench-macro", field: "stem[0]", reason: "takes more than 2⁴⁶ multiply-adds")) {
      try space.validate()
    }
  }
}
