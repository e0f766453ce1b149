internal import Analysis
internal import Digests
internal import Jobs
internal import Spaces
internal import Store
internal import Strategies
internal import Streams
internal import Training

/// Jobs on genotypes that no search chose, and what becomes of them: known before anything runs, so they belong to the first round.
extension RelaxationReproduction {
  /// What random genotypes are called in tables.
  private static let uniform = "uniform"

  /// The ranking's genotypes: one list for all searches.
  private func ranked() throws -> [Genotype] {
    guard let ranking = declared.ranking else { return [] }
    var random = RandomStream(seed: UInt64(ranking.seed), "ranked genotypes")
    return try (0..<ranking.genotypes).map { _ in try space.genotype(of: space.randomCells(&random), style: .pairs) }
  }

  /// The genotypes of each random search, with its label.
  private func baselines() throws -> [(label: String, genotypes: [Genotype])] {
    try (declared.baselines ?? []).map { baseline in
      (baseline.label, try baseline.genotypes(of: space) { try cost($0).macs })
    }
  }

  /// Of a genotype's network.
  private func cost(_ genotype: Genotype) throws -> Cost {
    let net = try net(genotype)
    return CostTable(net).cost(of: net.whole)
  }

  /// Both ways of scoring the ranked genotypes in a search's supernet; nil where its space lacks an operation of theirs, or where it is
  /// but the first of several stages.
  private func evaluations(_ track: RelaxationTrack, _ ranked: [Genotype]) throws -> (weighted: EvaluationSpec, unweighted: EvaluationSpec)?
  {
    let spec = track.stages[0]
    guard !ranked.isEmpty, track.method.stages == nil,
      case .success(let architectures) = Result(catching: { try ranked.map { try spec.space.architecture($0) } })
    else { return nil }
    return try DiscretisedRelaxation.evaluations(of: spec, architectures, declared.relaxation.policy)
  }

  /// What is trained alone, and the scores of the ranked genotypes under each search. In this order: genotypes alone, the repeated ones
  /// again, two evaluations a search; a genotype that keeps nothing in a cell has no job.
  func randomJobs(_ tracks: [RelaxationTrack]) throws -> [Job] {
    let ranked = try ranked()
    var jobs: [Job] = []
    for group in [(label: Self.uniform, genotypes: ranked)] + (try baselines()) {
      for (number, genotype) in group.genotypes.enumerated() {
        if let spec = try spec(genotype) { jobs.append(try Job(spec, label: "\(group.label) genotype \(number + 1), alone")) }
      }
    }
    for (number, genotype) in ranked.prefix(declared.ranking?.repeated ?? 0).enumerated() {
      if let spec = try spec(genotype, offset: 1) {
        jobs.append(try Job(spec, label: "\(Self.uniform) genotype \(number + 1), alone again"))
      }
    }
    for track in tracks {
      guard let specs = try evaluations(track, ranked) else { continue }
      jobs += try DiscretisedRelaxation.jobs("\(ranked.count) genotypes in \(track.method.label), seed \(track.seed)", specs)
    }
    return jobs
  }

  /// The ranking of what the rounds left; nil where none was asked for. Searches whose supernets lack an operation are named in `lacking`.
  func ranking(_ tracks: [RelaxationTrack]) throws -> RelaxationRanking? {
    let ranked = try ranked()
    guard !ranked.isEmpty else { return nil }
    var searches: [RelaxationRanking.Scores] = [], lacking: [String] = []
    for track in tracks {
      if let specs = try evaluations(track, ranked) {
        searches.append(
          RelaxationRanking.Scores(
            label: track.method.label, seed: track.seed,
            unweighted: try surroundings.results.run(try JobReference(specs.unweighted)),
            weighted: try surroundings.results.run(try JobReference(specs.weighted))))
      } else {
        lacking.append("\(track.method.label), seed \(track.seed)")
      }
    }
    return try RelaxationRanking(
      try ranked.compactMap { try alone($0) },
      again: try ranked.prefix(declared.ranking?.repeated ?? 0).compactMap { try alone($0, offset: 1) },
      searches, lacking: lacking)
  }

  /// What was trained alone, by where it comes from: each method's genotypes, each random search's, the ranking's.
  func aloneGroups(_ studied: [RelaxationStudy.Search]) throws -> [AloneGroup] {
    let searched = declared.relaxation.methods.map { method in
      let own = studied.filter { $0.label == method.label }, nets = own.compactMap(\.chosen.net)
      return AloneGroup(method.label, .searched, nets, without: own.count - nets.count)
    }
    let random = try baselines().map { AloneGroup($0.label, .random, try $0.genotypes.compactMap { try alone($0) }, without: 0) }
    let uniform = try declared.ranking.map { _ in
      [AloneGroup(Self.uniform, .random, try ranked().compactMap { try alone($0) }, without: 0)]
    }
    return searched + random + (uniform ?? [])
  }

  /// A genotype with what it reached alone; nil where it is no network.
  func alone(_ genotype: Genotype, offset: Int = 0) throws -> AloneNet? {
    guard let spec = try spec(genotype, offset: offset) else { return nil }
    return try AloneNet(genotype, cost: cost(genotype), run: surroundings.results.run(JobReference(spec)))
  }

  /// The method that costs are compared with: the first that is DARTS of first order.
  var costReference: String? {
    declared.relaxation.methods.first { method in
      guard case .darts(let strategy) = method.strategy else { return false }
      return strategy.order == .first && strategy.skips == nil
    }?.label
  }
}
