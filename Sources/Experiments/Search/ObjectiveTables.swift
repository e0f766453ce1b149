internal import Analysis
internal import Jobs
internal import Spaces

/// The look-up tables that objectives and bounds of searches in a space are read from.
struct ObjectiveTables {
  let macs: LookupTable
  /// What bounds are on: latency where there is a table of it, else multiply-adds.
  let bounded: BoundedCost
  private let space: Space, latency: LookupTable?

  /// Nil for a search without a table of latencies.
  init(_ space: Space, latency: LookupTable?) {
    (macs, self.space, self.latency) = (CostTable(space).macs, space, latency)
    bounded = BoundedCost(space, latency: latency)
  }

  /// The constraint of a search under a bound; none where costs are no sums over candidates, whose nets are held against the bound afterwards.
  func constraints(atMost bound: Double) -> [PathConstraint] {
    space.isPadded && latency == nil ? [] : [PathConstraint(latency ?? macs, atMost: bound)]
  }

  /// Where an objective's values come from.
  ///
  /// - Parameter quality: the source of accuracies or PSNR.
  /// - Throws: `ExperimentError.value` for latencies without a table.
  func source(_ aim: SearchExperiment.ObjectiveName, quality: SearchSpec.Source) throws(ExperimentError) -> SearchSpec.Source {
    switch aim {
    case .accuracy, .psnr: return quality
    case .macs: return .cost(.macs, of: space)
    case .parameters, .fewParameters: return .cost(.parameters, of: space)
    case .latency:
      guard let latency else { throw .value(field: "latency", reason: "is missing, should name a table") }
      return .lookup(latency)
    }
  }
}
