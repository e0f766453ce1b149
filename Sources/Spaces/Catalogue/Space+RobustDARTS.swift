extension Space {
  /// Reduced spaces in which skips, or noise, are known to take over (Zela et al. 2020, released code): DARTS with two or three
  /// operations an edge.
  public enum Reduced: String, Codable, CaseIterable, Hashable, Sendable {
    /// Two operations an edge, those that DARTS itself left over.
    case s1 = "S1"
    /// Skip or separable convolution.
    case s2 = "S2"
    /// None, skip or separable convolution.
    case s3 = "S3"
    /// Noise or separable convolution.
    case s4 = "S4"

    fileprivate func operations(on edge: CellEdge) -> [Primitive] {
      switch self {
      case .s1: Self.left[edge.kind == .normal ? 0 : 1][(0..<edge.to).reduce(-1, +) + edge.from]
      case .s2: [.skip, .separable3]
      case .s3: [.none, .skip, .separable3]
      case .s4: [.noise, .separable3]
      }
    }

    /// Edge by edge, of the normal and of the reduction cell.
    private static let left: [[[Primitive]]] = [
      [
        [.skip, .dilated3], [.skip, .dilated5],
        [.skip, .dilated5], [.skip, .separable3], [.skip, .dilated3],
        [.maxPool, .skip], [.skip, .separable3], [.skip, .separable3], [.skip, .dilated3],
        [.skip, .separable3], [.maxPool, .skip], [.skip, .dilated3], [.dilated3, .dilated5], [.dilated3, .dilated5],
      ],
      [
        [.maxPool, .averagePool], [.maxPool, .dilated3],
        [.maxPool, .averagePool], [.maxPool, .averagePool], [.skip, .dilated5],
        [.maxPool, .averagePool], [.maxPool, .separable3], [.skip, .dilated3], [.skip, .dilated5],
        [.maxPool, .averagePool], [.maxPool, .averagePool], [.skip, .dilated5], [.skip, .dilated5], [.skip, .dilated5],
      ],
    ]
  }

  /// The supernet of a reduced space.
  public static func darts(
    _ reduced: Reduced, channels: Int = 16, cells: Int = 8, input: ImageShape = ImageShape(height: 32, width: 32, channels: 3),
    classes: Int = 10, form: CellForm = .search
  ) -> Space {
    darts(
      name: "darts-\(reduced.rawValue.lowercased())", channels: channels, cells: cells, input: input, classes: classes, form: form,
      operations: reduced.operations)
  }
}
