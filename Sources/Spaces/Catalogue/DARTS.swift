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
    name: String = "darts", operations: [Primitive] = Primitive.allCases, channels: Int = 16, cells: Int = 8,
    input: ImageShape = ImageShape(height: 32, width: 32, channels: 3), classes: Int = 10, form: CellForm = .search
  ) -> Space {
    darts(name: name, channels: channels, cells: cells, input: input, classes: classes, form: form) { _, _ in operations }
  }

  /// With candidates that differ from edge to edge; `operations` is asked by kind and by the edge's number in its cell, 0 to 13.
  static func darts(
    name: String, channels: Int, cells: Int, input: ImageShape, classes: Int, form: CellForm, operations: (CellKind, Int) -> [Primitive]
  ) -> Space {
    var edges: [CellChain.Edge] = []
    for kind in CellKind.allCases {
      var number = 0
      for to in 2..<6 {
        for from in 0..<to {
          edges.append(CellChain.Edge(kind: kind, to: to, from: from, candidates: operations(kind, number).map { $0.operation(form) }))
          number += 1
        }
      }
    }
    return CellChain(edges: edges, form: form, stem: .small, channels: channels, cells: cells)
      .space(name: name, input: input, classes: classes)
  }
}
