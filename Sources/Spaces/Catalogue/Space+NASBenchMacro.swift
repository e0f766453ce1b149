extension Space {
  /// NAS-Bench-Macro (Su et al. 2021): eight layers in three stages, each identity, MB3_K3 or MB6_K5.
  ///
  /// The defaults are the benchmark's own; smaller ones keep its structure. At a stage's first layer, where the size halves,
  /// `identity` is a 1×1 convolution of stride 2 with BatchNorm. Elsewhere it does nothing, so that within a stage only the
  /// sequence of the other operations counts: 3,969 of the 6,561 architectures are distinct.
  public static func nasBenchMacro(
    name: String = "nas-bench-macro", input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10,
    stem: Int = 32, widths: [Int] = Stages.nasBenchMacro.widths, depths: [Int] = Stages.nasBenchMacro.depths, head: Int = 1280,
    activation: Activation = .relu
  ) -> Space {
    let blocks = [
      Operation.invertedResidual("MB3_K3", expansion: 3, kernel: 3, activation: activation),
      Operation.invertedResidual("MB6_K5", expansion: 6, kernel: 5, activation: activation),
    ]
    let reduction = Operation("identity", [.convolution(Convolution(.output, stride: .place)), .normalization()])
    var choices: [Choice] = [], nodes: [Node] = [], groups: [[Int]] = []
    for (stage, depth) in depths.enumerated() {
      groups.append(Array(choices.count + 1..<choices.count + depth))
      for layer in 0..<depth {
        nodes.append(.place(choice: choices.count, from: choices.count, channels: widths[stage], stride: layer == 0 ? 2 : 1))
        choices.append(Choice("layer\(choices.count + 1)", [layer == 0 ? reduction : .identity()] + blocks))
      }
    }
    return Space(
      name: name, input: input, classes: classes,
      stem: [.convolution(Convolution(.fixed(stem), kernel: 3)), .normalization(), .activation(activation)], choices: choices,
      nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(head))), .normalization(), .activation(activation), .globalAverage, .linear(outputs: classes),
      ], symmetry: .idle(name: "identity", groups: groups))
  }
}
