public import Streams

/// The oracle line: what a perfect predictor would reach against the target used (protocol, section 5).
///
/// With s² the variance between runs, v = s²/Rᵢ averaged over nets, v_a = max(0, var(ȳ) − v) that of true accuracies and
/// rel = v_a/(v_a + v), true accuracies are estimated as μᵢ = mean + √rel·(ȳᵢ − mean), which have variance v_a; the line is the mean over
/// draws of tau(μ, μ + N(0, s²/Rᵢ)). Its interval is a bootstrap of nets with `drawsPerSample` noise draws each; a net drawn twice
/// keeps one noise.
/// - Parameters:
///   - kind: of the tau that the line is compared with.
///   - noise: s² of each net; by default one for all, from the nets that have a second run.
///   - draws: noise draws of the line itself.
/// - Throws: `.tooFew` where no net has a second run and no variance is given; `.noPairs` where noise explains all differences;
///   else as `KendallTau`.
public func oracle(
  _ target: Target, kind: TauKind = .b, noise: [Double]? = nil, draws: Int = 1_000, bootstrap: Bootstrap? = Bootstrap(.architecture),
  drawsPerSample: Int = 10, random: RandomStream
) throws(StatisticsError) -> Estimate {
  let given = noise, whole = try OracleModel(target.runs, noise: given)
  let value = try whole.line(kind, draws: draws, nets: target.runs.indices.map { $0 }, random: random.child("line"))
  guard let bootstrap else { return Estimate(value: value, count: target.runs.count) }
  let stream = random.child("noise")
  var sample = 0
  var estimate = try bootstrap.estimate(nets: target.runs.count, random: random.child("nets")) { (nets, _) throws(StatisticsError) in
    sample += 1
    let drawn = nets.map { target.runs[$0] }
    // A draw of nets none of which has a second run borrows the noise of all.
    let noise = given.map { given in nets.map { given[$0] } } ?? (drawn.contains { $0.count > 1 } ? nil : nets.map { whole.noise[$0] })
    return try OracleModel(drawn, noise: noise).line(
      kind.restricted(to: nets), draws: drawsPerSample, nets: nets, random: stream.child(sample))
  }
  estimate.value = value
  return estimate
}

/// True accuracies as shrunken means, and the noise of each mean.
private struct OracleModel {
  /// s² of each net.
  let noise: [Double]
  let mu: [Double], deviations: [Double]

  init(_ runs: [[Double]], noise given: [Double]?) throws(StatisticsError) {
    let target = try Target(runs: runs), means = target.means, center = means.mean
    if let given { noise = given } else { noise = [Double](repeating: try target.noiseVariance, count: runs.count) }
    let perNet = try target.variancesOfMeans(noise: noise), average = perNet.mean
    let between = max(0, means.variance - average)
    guard between > 0 else { throw .noPairs("beyond the noise between runs") }
    let shrink = (between / (between + average)).squareRoot()
    mu = means.map { center + shrink * ($0 - center) }
    deviations = perNet.map { $0.squareRoot() }
  }

  /// The mean tau over draws; `nets` says which positions are one net drawn twice.
  func line(_ kind: TauKind, draws: Int, nets: [Int], random: RandomStream) throws(StatisticsError) -> Double {
    var sum = 0.0
    var noiseOf = [Double](repeating: 0, count: (nets.max() ?? 0) + 1)
    for draw in 0..<draws {
      var random = random.child(draw)
      random.normals(noiseOf.count, into: &noiseOf)
      let seen = mu.indices.map { mu[$0] + deviations[$0] * noiseOf[nets[$0]] }
      sum += try kind.sums(mu, seen).tau
    }
    return sum / Double(draws)
  }
}
