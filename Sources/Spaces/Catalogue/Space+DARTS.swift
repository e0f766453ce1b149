extension Space {
  /// The supernet of DARTS (Liu et al. 2019): 28 choices `normal/2<-0` … `reduce/5<-4`, the edges of a normal and of a reduction
  /// cell, each shared by all cells of its kind. 1,930,618 parameters and 300,255,744 MACs with the defaults.
  ///
  /// `operations: Primitive.withoutNone` is FairDARTS's.
  /// - Parameters:
  ///   - operations: Candidates of every edge, in the order that breaks ties.
  ///   - channels: Of a state in the first cell; the stem gives three times as many.
  ///   - cells: Two of them reduce.
  public static func darts(
    name: String = "darts", operations: [Primitive] = Primitive.darts, channels: Int = 16, cells: Int = 8,
    input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10, form: CellForm = .search
  ) -> Space {
    darts(name: name, channels: channels, cells: cells, input: input, classes: classes, form: form) { _ in operations }
  }

  /// With candidates that differ from edge to edge, as in P-DARTS's later stages.
  /// - Parameter divisor: Edges compute on one in so many channels, as in PC-DARTS.
  public static func darts(
    name: String, channels: Int = 16, cells: Int = 8, input: ImageShape = ImageShape(height: 32, width: 32, channels: 3),
    classes: Int = 10, form: CellForm = .search, divisor: Int = 1, operations: (CellEdge) -> [Primitive]
  ) -> Space {
    precondition(channels.isMultiple(of: divisor), "channels are dealt out in groups of one size")
    let edges = CellEdge.all.map { edge in (edge: edge, candidates: operations(edge).map { $0.operation(form) }) }
    return CellChain(edges: edges, form: form, stem: .small, channels: channels, cells: cells, divisor: divisor)
      .space(name: name, input: input, classes: classes)
  }

  /// The supernet of PC-DARTS (Xu et al. 2020): edges compute on one in `divisor` channels, 4 on CIFAR-10 and 2 on ImageNet; the
  /// others pass by, and all are shuffled. 299,578 parameters and 56,596,992 MACs with the defaults.
  public static func partialDARTS(
    name: String = "pc-darts", operations: [Primitive] = Primitive.darts, divisor: Int = 4, channels: Int = 16, cells: Int = 8,
    input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10
  ) -> Space {
    darts(name: name, channels: channels, cells: cells, input: input, classes: classes, divisor: divisor) { _ in operations }
  }

  /// The network of a genotype, to be trained for itself: the choices are the edges that count, each with all that it keeps.
  ///
  /// Paths are dropped, at the recipe's rate, behind each operation but the identity where the genotype is written in pairs, and
  /// behind each sum where it is written in triples, as the papers' codes do. Throws where a cell keeps nothing.
  /// - Parameters:
  ///   - auxiliary: The weight of a second head's loss; 0.4 in the papers, nil for none.
  public static func darts(
    _ genotype: Genotype, name: String = "darts-net", channels: Int = 36, cells: Int = 20,
    input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10, stem: CellStem = .small,
    auxiliary: Double? = nil
  ) throws(SpaceError) -> Space {
    var edges: [(edge: CellEdge, candidates: [Operation])] = []
    for edge in try genotype.edges() {
      var operations = genotype.operations(on: edge).map { $0.operation(.evaluation) }
      if genotype.style == .pairs { operations = operations.map(\.droppingPath) }
      edges.append((edge, operations))
    }
    return CellChain(
      edges: edges, form: .evaluation, stem: stem, channels: channels, cells: cells, dropsSums: genotype.style == .triples,
      auxiliaryWeight: auxiliary
    ).space(name: name, input: input, classes: classes)
  }
}

extension Operation {
  /// With the path dropped behind it; an identity stays one.
  fileprivate var droppingPath: Operation {
    Operation(name, layers.isEmpty ? [] : layers + [.dropPath], reducing: reducing.map { $0 + [.dropPath] }, residual: residual)
  }
}
