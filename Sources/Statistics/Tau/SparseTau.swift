/// tau-b against a target rounded to a step, so that differences below the step count as ties.
///
/// - Parameters:
///   - target: in the unit of `step`, for instance both in per cent with a step of 0.1 (Yu et al. 2020, "Evaluating the search phase
///     of neural architecture search", section 4). Predictions are not rounded.
///   - step: above 0. Halves are rounded away from zero, as they are written: what twelve digits do not tell from a half is one.
/// - Throws: as `KendallTau`; `.constant(column: "y")` where all targets fall on one step.
public func sparseTau(_ x: [Double], _ target: [Double], step: Double) throws(StatisticsError) -> Estimate {
  guard step > 0 && step.isFinite else { throw .range("step", value: step, expected: "a number above 0") }
  let steps = target.map { value -> Double in
    let place = value / step, half = (2 * place).rounded() / 2
    return (abs(place - half) <= 1e-12 * abs(place) ? half : place).rounded()
  }
  return try KendallTau(x, steps).estimate()
}
