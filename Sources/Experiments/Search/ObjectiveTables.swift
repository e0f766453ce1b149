internal import Jobs
internal import Spaces

/// The look-up tables that objectives and bounds of searches in a space are read from.
struct ObjectiveTables {
  let macs: LookupTable
  private let space: Space, latency: LookupTable?

  /// Nil for a search without a table of latencies.
  init(_ space: Space, latency: LookupTable?) {
    (macs, self.space, self.latency) = (CostTable(space).macs, space, latency)
  }

  /// What bounds are on: latency where there is a table of it, else multiply-adds.
  var bounded: LookupTable { latency ?? macs }

  /// Where an objective's values come from.
  ///
  /// - Parameter accuracy: the source of accuracies.
  /// - Throws: `ExperimentError.value` for latencies without a table, `SpaceError` where costs cannot be counted.
  func source(_ aim: SearchExperiment.ObjectiveName, accuracy: SearchSpec.Source) throws -> SearchSpec.Source {
    switch aim {
    case .accuracy: return accuracy
    case .macs: return try .cost(\.macs, of: space)
    case .parameters: return try .cost(\.parameters, of: space)
    case .latency:
      guard let latency else { throw ExperimentError.value(field: "latency", reason: "is missing, should name a table") }
      return .lookup(latency)
    }
  }
}
