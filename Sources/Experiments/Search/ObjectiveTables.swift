internal import Jobs
internal import Spaces

/// The look-up tables that objectives and bounds of searches in a space are read from.
struct ObjectiveTables {
  let macs: LookupTable
  private let parameters: LookupTable, latency: LookupTable?

  /// Nil for a search without a table of latencies.
  init(_ space: Space, latency: LookupTable?) {
    let costs = CostTable(space)
    (macs, parameters, self.latency) = (costs.macs, costs.parameters, latency)
  }

  /// What bounds are on: latency where there is a table of it, else multiply-adds.
  var bounded: LookupTable { latency ?? macs }

  /// Where an objective's values come from.
  ///
  /// - Parameter accuracy: the source of accuracies.
  /// - Throws: `ExperimentError.value` for latencies without a table.
  func source(_ aim: SearchExperiment.ObjectiveName, accuracy: SearchSpec.Source) throws(ExperimentError) -> SearchSpec.Source {
    switch aim {
    case .accuracy: return accuracy
    case .macs: return .lookup(macs)
    case .parameters: return .lookup(parameters)
    case .latency:
      guard let latency else { throw .value(field: "latency", reason: "is missing, should name a table") }
      return .lookup(latency)
    }
  }
}
