import Engine
import Networks
import Spaces

/// Small spaces of every kind that there is, and some that only the coming systems have.
enum Samples {
  static let input = ImageShape(height: 6, width: 6, channels: 2)

  /// Every space of the catalogue, reduced in width, depth and resolution.
  static let catalogue: [Space] = {
    let even = ImageShape(height: 8, width: 8, channels: 1)
    return [
      .nasBenchMacro(input: input, classes: 3, stem: 3, widths: [4, 5], depths: [2, 2], head: 6, activation: .relu6),
      .fairNAS(input: input, classes: 3, stem: (4, 1, 3), widths: [4, 5], depths: [2, 1], strides: [1, 2], head: 6, dropout: 0),
      .darts(channels: 2, cells: 3, input: even, classes: 3), .darts(.s1, channels: 2, cells: 3, input: even, classes: 3),
      .darts(.s3, channels: 2, cells: 3, input: even, classes: 3),
      .partialDARTS(divisor: 2, channels: 4, cells: 3, input: even, classes: 3),
      .nasBench201(input: even, classes: 3, channels: 2, cells: 1),
      .fairDARTSChain(input: input, classes: 3, stem: (4, 1, 3), widths: [4, 5], depths: [2, 2], strides: [1, 2], head: 6),
      .fairNAS(
        name: "fairnas-se", input: input, classes: 3, stem: (4, 1, 3), widths: [4, 5], depths: [2, 1], strides: [1, 2], head: 6, dropout: 0,
        squeeze: 2),
      .scarlet(input: input, classes: 3, stem: (4, 1, 3), widths: [4, 5], depths: [2, 2], strides: [1, 2], head: 6),
      .moGA(input: input, classes: 3, stem: (3, 1), widths: [4, 5, 6], depths: [1, 1, 2], strides: [1, 2, 1], head: (6, 7), dropout: 0),
      .shuffleNet(
        input: input, classes: 3, stem: (4, 1), widths: [8, 12], depths: [2, 2], strides: [1, 2], head: 6, dropout: 0, form: .search),
      .shuffleNet(
        name: "shufflenet-evaluation", input: input, classes: 3, stem: (4, 1), widths: [8, 12], depths: [1, 2], strides: [2, 1], head: 6,
        dropout: 0, activation: .relu6, tenths: [16]),
      .proxylessGPU(input: input, classes: 3, stem: (4, 1, 3), widths: [4, 5], depths: [2, 2], strides: [1, 2], head: 6),
    ]
  }()

  /// Layers that no space of the catalogue has yet.
  static let coming: [Space] = [gated, shuffled, residualBehindActivation, biased, sumBehindFront]

  /// A chain of one table a place, each with a rival.
  private static func chain(
    _ name: String, _ candidates: [Operation], places: Int = 2, channels: Int = 4, head: [Layer] = [.globalAverage, .linear(outputs: 3)]
  ) -> Space {
    Space(
      name: name, input: input, classes: 3, stem: [.convolution(Convolution(.fixed(channels), kernel: 3)), .normalization()],
      choices: (0..<places).map { Choice("layer\($0 + 1)", candidates) },
      nodes: (0..<places).map { .place(choice: $0, from: $0, channels: channels, stride: 1) }, head: head)
  }

  /// MobileNetV3's blocks.
  static let gated = chain(
    "gated",
    [
      .invertedResidual("MB2_SE", expansion: 2, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite(divisor: 4)),
      .invertedResidual(
        "MB3_SE", expansion: 3, kernel: 3, activation: .relu, squeezeExcite: SqueezeExcite(of: .input, divisor: 2, inner: .swish)),
      .identity("skip"),
    ])

  /// Blocks with and without squeeze-excite that have one set of other weights.
  static let twins = chain(
    "twins",
    [
      .invertedResidual("MB2", expansion: 2, kernel: 3, activation: .hSwish),
      .invertedResidual("MB2_SE", expansion: 2, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite(divisor: 4)),
      .identity("skip"),
    ]
  ).sharingTwins()

  /// SPOS's blocks in several widths, each of which trains the first channels of the widest.
  static let sliced = Space.shuffleNet(
    name: "sliced", input: input, classes: 3, stem: (4, 1), widths: [8, 12], depths: [1, 2], strides: [2, 1], head: 6, dropout: 0,
    activation: .relu6, tenths: [16, 10, 5])

  /// ShuffleNetV2's blocks: half of the channels pass, the others are convolved, and all are shuffled.
  static let shuffled = chain(
    "shuffled",
    [3, 5].map { kernel in
      Operation(
        "shuffle_\(kernel)",
        [
          .branches(
            [
              [.channels(.first, of: 2)],
              [
                .channels(.others, of: 2), .convolution(Convolution(.fixed(2))), .normalization(), .activation(.relu),
                .convolution(Convolution(.fixed(2), kernel: kernel, groups: .depthwise)), .normalization(),
                .convolution(Convolution(.fixed(2))), .normalization(), .activation(.relu),
              ],
            ], .concatenation), .shuffle(groups: 2),
        ])
    })

  /// A residual whose branch ends in an activation, and one that is activated once it is added.
  static let residualBehindActivation = chain(
    "residual behind activation",
    [
      Operation(
        "bent", [.convolution(Convolution(.output)), .normalization(), .activation(.hSwish)], residual: true),
      Operation(
        "added, then bent",
        [
          .branches([[.convolution(Convolution(.output, kernel: 3)), .normalization()], []], .sum), .activation(.relu),
        ]),
    ], places: 3)

  /// Super-resolution's layers: biases, activations without BatchNorm, layers without either.
  static let biased = chain(
    "biased",
    [
      Operation(
        "conv_relu", [.convolution(Convolution(.output, kernel: 3, bias: true)), .activation(.relu)], residual: true),
      Operation(
        "conv", [.convolution(Convolution(.output)), .activation(.swish), .convolution(Convolution(.output, bias: true)), .normalization()]),
      Operation("linear", [.convolution(Convolution(.output))]),
    ],
    head: [
      .normalization(), .activation(.relu), .globalAverage, .linear(outputs: 5, bias: false), .activation(.hSwish), .linear(outputs: 3),
    ])

  /// A sum inside an operation, behind a layer whose output is one of its terms and outlives the operation.
  static let sumBehindFront = chain(
    "sum behind a front",
    [
      Operation(
        "front",
        [
          .activation(.relu), .convolution(Convolution(.output, kernel: 3)), .normalization(),
          .branches(
            [
              [
                .convolution(Convolution(.expanded(2))), .normalization(), .activation(.relu), .convolution(Convolution(.output)),
                .normalization(),
              ], [],
            ], .sum),
        ]), .identity("skip"),
    ], places: 3)

  /// Every choice keeps its candidate of this number, or its last.
  static func path(_ space: Space, _ number: Int) -> [Int] {
    space.choices.enumerated().map { (number + $0.offset) % $0.element.candidates.count }
  }
}
