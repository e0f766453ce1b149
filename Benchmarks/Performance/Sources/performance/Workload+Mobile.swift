import Spaces

/// The networks of (e) and (f): what SCARLET's and SPOS's supernets train on CIFAR's images, a path each.
extension Space {
  /// Nineteen inverted residuals of h-swish with squeeze-excite, kernels 3, 5, 7 and expansions 3 and 6 in turn, in FairNAS's stages.
  static var gatedPath: Space {
    let colour = ImageShape(height: 32, width: 32, channels: 3), widths = [32, 40, 80, 96, 192, 320], depths = [2, 4, 4, 4, 4, 1]
    var path = Space.fairNAS(
      name: "gated-path", input: colour, classes: 10, stem: (32, 1, 16), widths: widths, depths: depths, strides: [1, 2, 2, 1, 2, 1],
      dropout: 0)
    path.choices = path.choices.indices.map { layer in
      Choice(
        path.choices[layer].name,
        [
          .invertedResidual(
            "block", expansion: layer % 2 == 0 ? 3 : 6, kernel: [3, 5, 7][layer % 3], activation: .hSwish, squeezeExcite: SqueezeExcite())
        ])
    }
    path.head = path.head.filter { $0 != .dropout(0) }
    return path
  }

  /// Twenty blocks of ShuffleNetV2, kernels 3, 5, 7 in turn: every second channel passes, or, where images are halved, goes its own way.
  static var shufflePath: Space {
    let colour = ImageShape(height: 32, width: 32, channels: 3), stages = [(64, 4, 1), (160, 4, 2), (320, 8, 2), (640, 4, 1)]
    var choices: [Choice] = [], nodes: [Node] = [], inputs = 16
    for (outputs, depth, stride) in stages {
      for layer in 0..<depth {
        let stride = layer == 0 ? stride : 1, number = choices.count
        nodes.append(.place(choice: number, from: number, channels: outputs, stride: stride))
        choices.append(
          Choice("layer\(number + 1)", [shuffleBlock(inputs: inputs, outputs: outputs, stride: stride, kernel: [3, 5, 7][number % 3])]))
        inputs = outputs
      }
    }
    return Space(
      name: "shuffle-path", input: colour, classes: 10,
      stem: [.convolution(Convolution(.fixed(16), kernel: 3)), .normalization(), .activation(.relu)], choices: choices, nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(1024))), .normalization(), .activation(.relu), .globalAverage, .linear(outputs: 10),
      ])
  }

  private static func shuffleBlock(inputs: Int, outputs: Int, stride: Int, kernel: Int) -> Operation {
    func pointwise(_ channels: Int) -> [Layer] { [.convolution(Convolution(.fixed(channels))), .normalization(), .activation(.relu)] }
    let depthwise: [Layer] = [
      .convolution(Convolution(.current(dividedBy: 1), kernel: kernel, stride: .fixed(stride), groups: .depthwise)), .normalization(),
    ]
    let entering = stride > 1 ? inputs : inputs / 2
    let main = pointwise(outputs / 2) + depthwise + pointwise(outputs - entering)
    if stride > 1 { return Operation("block", [.branches([depthwise + pointwise(inputs), main], .concatenation)]) }
    return Operation(
      "block",
      [
        .shuffle(groups: inputs / 2),
        .branches([[.channels(.first, of: 2)], [.channels(.others, of: 2)] + main], .concatenation),
      ])
  }
}
