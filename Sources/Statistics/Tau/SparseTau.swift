/// tau-b against a target rounded to a step, so that differences below the step count as ties.
///
/// - Parameters:
///   - target: in the unit of `step`, for instance both in per cent with a step of 0.1 (Yu et al. 2020, "Evaluating the search phase
///     of neural architecture search", section 4). Predictions are not rounded.
///   - step: above 0; halves are rounded to even.
/// - Throws: as `KendallTau`; `.constant(column: "y")` where all targets fall on one step.
public func sparseTau(_ x: [Double], _ target: [Double], step: Double) throws(StatisticsError) -> Estimate {
  guard step > 0 && step.isFinite else { throw .range("step", value: step, expected: "a number above 0") }
  return try KendallTau(x, target.map { ($0 / step).rounded(.toNearestOrEven) }).estimate()
}
