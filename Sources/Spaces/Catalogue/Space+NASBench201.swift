extension Space {
  /// NAS-Bench-201 (Dong and Yang 2020; layer tables from the released code): a cell of three sums over six edges, each none,
  /// skip, a convolution or an average pool; 5⁶ = 15,625 architectures.
  ///
  /// Three stages of equal cells, a residual block of stride 2 between them. Choices are named `1<-0`, `2<-0`, `2<-1`, … as in
  /// the benchmark's strings; all cells follow the same six. With 3 × 3 convolutions alone the defaults cost 1,531,546 parameters
  /// and 220,119,680 MACs.
  /// - Parameters:
  ///   - channels: Of the first stage; each stage doubles them.
  ///   - cells: Of one stage.
  public static func nasBench201(
    name: String = "nas-bench-201", input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10,
    channels: Int = 16, cells: Int = 5, form: CellForm = .evaluation
  ) -> Space {
    let normalization = Layer.normalization(affine: form == .evaluation), relu = Layer.activation(.relu)
    func convolution(_ kernel: Int, stride: Stride = .one) -> [Layer] {
      [relu, .convolution(Convolution(.output, kernel: kernel, stride: stride)), normalization]
    }
    let operations = [
      Operation("none", [.zero]), Operation("skip_connect", []), Operation("nor_conv_1x1", convolution(1)),
      Operation("nor_conv_3x3", convolution(3)), Operation("avg_pool_3x3", [.pool(Pool(.average, kernel: 3, stride: .place))]),
    ]
    let edges = (1...3).flatMap { to in (0..<to).map { (to: to, from: $0) } }
    var nodes: [Node] = [], width = channels
    /// The number of the new node's output.
    func add(_ node: Node) -> Int {
      nodes.append(node)
      return nodes.count
    }
    for stage in 0..<3 {
      if stage > 0 {
        width *= 2
        let from = nodes.count
        let block = add(.layers(convolution(3, stride: .fixed(2)) + convolution(3), from: from, channels: width))
        let shortcut: [Layer] = [.pool(Pool(.average, kernel: 2, stride: .fixed(2), padded: false)), .convolution(Convolution(.output))]
        _ = add(.sum([add(.layers(shortcut, from: from, channels: width)), block]))
      }
      for _ in 0..<cells {
        var states = [nodes.count]
        for to in 1...3 {
          let terms = edges.enumerated().filter { $0.element.to == to }.map { choice, edge in
            add(.place(choice: choice, from: states[edge.from], channels: width, stride: 1))
          }
          states.append(add(.sum(terms)))
        }
      }
    }
    return Space(
      name: name, input: input, classes: classes,
      stem: [.convolution(Convolution(.fixed(channels), kernel: 3)), .normalization()],
      choices: edges.map { Choice("\($0.to)<-\($0.from)", operations) }, nodes: nodes,
      head: [.normalization(), relu, .globalAverage, .linear(outputs: classes)], initialization: .fanIn)
  }
}
