/// A chain's layers in stages: those of one stage have one width, and the first of them has the stage's stride.
public struct Stages: Hashable, Sendable {
  /// Channels, layers, and stride of the first layer, for each stage.
  public var widths, depths, strides: [Int]

  /// - Precondition: each stage has a width, a depth and a stride.
  public init(widths: [Int], depths: [Int], strides: [Int]) {
    precondition(widths.count == depths.count && widths.count == strides.count, "each stage has a width, a depth and a stride")
    (self.widths, self.depths, self.strides) = (widths, depths, strides)
  }

  /// MobileNetV2's widths as FairNAS and SCARLET have them, at 224 × 224.
  public static let fairNAS = Stages(widths: [32, 40, 80, 96, 192, 320], depths: [2, 4, 4, 4, 4, 1], strides: [2, 2, 2, 1, 2, 1])
  public static let nasBenchMacro = Stages(widths: [64, 128, 256], depths: [2, 3, 3], strides: [2, 2, 2])
  /// MobileNetV3-Large's.
  public static let moGA = Stages(widths: [24, 40, 80, 112, 160], depths: [2, 3, 4, 2, 3], strides: [2, 2, 2, 1, 2])
  public static let shuffleNet = Stages(widths: [64, 160, 320, 640], depths: [4, 4, 8, 4], strides: [2, 2, 2, 2])
  /// The widths that SPOS's channel search chooses among, in tenths of half a stage's, the widest first.
  public static let shuffleNetTenths = [16, 14, 12, 10, 8, 6, 4, 2]
  public static let proxylessGPU = Stages(
    widths: [32, 56, 112, 128, 256, 432], depths: [4, 4, 4, 4, 4, 1], strides: [2, 2, 2, 1, 2, 1])

  /// One layer of the chain.
  struct Layer {
    /// Counted from 0, through all stages; its stage.
    let number: Int, stage: Int
    /// Whether it is its stage's first, which changes width or size and cannot be skipped.
    let isFirst: Bool
    /// What enters and what leaves.
    let inputs: Int, channels: Int
    let stride: Int
  }

  /// In order; `inputs` are the stem's channels.
  func layers(behind inputs: Int) -> [Layer] {
    var layers: [Layer] = [], inputs = inputs
    for (stage, depth) in depths.enumerated() {
      for layer in 0..<depth {
        layers.append(
          Layer(
            number: layers.count, stage: stage, isFirst: layer == 0, inputs: inputs, channels: widths[stage],
            stride: layer == 0 ? strides[stage] : 1))
        inputs = widths[stage]
      }
    }
    return layers
  }

  /// Choices `layer1`, `layer2`, … and the places where they stand, one behind the other.
  func chain(behind inputs: Int, _ candidates: (Layer) -> [Operation]) -> (choices: [Choice], nodes: [Node]) {
    let layers = layers(behind: inputs)
    return (
      layers.map { Choice("layer\($0.number + 1)", candidates($0)) },
      layers.map { .place(choice: $0.number, from: $0.number, channels: $0.channels, stride: $0.stride) }
    )
  }

  /// For each stage of several layers, those behind its first: within one of these groups, layers that are skipped may stand anywhere.
  var groups: [[Int]] {
    var groups: [[Int]] = [], first = 0
    for depth in depths {
      if depth > 1 { groups.append(Array(first + 1..<first + depth)) }
      first += depth
    }
    return groups
  }
}
