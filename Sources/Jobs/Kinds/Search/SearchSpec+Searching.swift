internal import Digests
internal import FoundationEssentials
internal import Search
internal import Spaces
public import Store

extension SearchSpec {
  /// Runs the searches one after the other. A checkpoint holds those that are done, the state of the one under way, and live scores.
  public func perform(_ session: Session) throws -> SearchRun {
    let problem = try problem(), context = session.context
    var scores = try NetScores(self, problem, context) { try session.images($0) }
    var kept = try Kept.read(session) ?? Kept()
    scores.resume(kept.live)
    // What earlier sessions evaluated, in its order: the same rows as of one session.
    for nets in kept.orders + [kept.current.map(\.history.nets) ?? []] { _ = try scores.scores(nets, context) { _ in } }
    let check = session.checkInterruption()
    var schedule = CheckpointSchedule(every: context.interval, now: context.elapsed())
    let first = aims[0].objective
    func report(_ part: Double, best: Double? = nil, of count: Int = 0) {
      let note = best.map { "best \(first.name) \(($0 * 1e4).rounded() / 1e4)\(first.unit.isEmpty ? "" : " \(first.unit)") of \(count)" }
      context.report(JobProgress(fraction: (Double(kept.orders.count) + part) / Double(searches), note: note))
    }
    while kept.orders.count < searches {
      var search = kept.current ?? SearchLoop(algorithm, evaluations: evaluations, seed: seed + kept.orders.count, problem)
      kept.current = nil
      var best = search.history.scores.map { $0[0] }.max { first.oriented($0) < first.oriented($1) }
      do {
        while let nets = search.propose(problem) {
          let done = search.history.count
          try check(0)
          let values = try scores.scores(nets, context) { part in
            try check(part)
            report((Double(done) + part * Double(nets.count)) / Double(evaluations), best: best, of: done)
          }
          search.learn(values, problem)
          for own in values where best.map({ first.oriented(own[0]) > first.oriented($0) }) ?? true { best = own[0] }
          if searches == 1 { report(Double(done + nets.count) / Double(evaluations), best: best, of: done + nets.count) }
          if schedule.isDue(at: context.elapsed()) {
            let began = context.elapsed()
            try Kept(orders: kept.orders, current: search, live: scores.live).write(session)
            schedule.note(from: began, to: context.elapsed())
          }
        }
      } catch let error as WorkError {
        if case .interrupted = error { try Kept(orders: kept.orders, current: search, live: scores.live).write(session) }
        throw error
      }
      kept.orders.append(search.history.nets)
      if kept.orders.count % max(1, searches / 100) == 0 { report(0) }
    }
    return SearchRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)),
      algorithm: try CanonicalJSON.text(algorithm),
      objectives: aims.map {
        SearchRun.Objective(
          name: $0.objective.name, unit: $0.objective.unit, direction: $0.objective.direction == .maximize ? .maximize : .minimize)
      },
      architectures: scores.nets, scores: scores.scores, seeds: Array(seed..<seed + searches),
      orders: kept.orders.map { $0.compactMap(scores.row) }, evaluations: evaluations)
  }

  /// What a stopped job goes on from.
  private struct Kept: Codable {
    /// Of the searches that are done, canonical codes in the order of evaluation.
    var orders: [[[Int]]] = []
    var current: SearchLoop?
    var live: [[String: Double]] = []

    static func read(_ session: Session) throws -> Kept? {
      guard let checkpoint = session.checkpoint else { return nil }
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      do { return try decoder.decode(Kept.self, from: Data(checkpoint.state.utf8)) } catch {
        throw WorkError.checkpoint(path: session.files.checkpoint, reason: "\(error)")
      }
    }

    func write(_ session: Session) throws {
      let encoder = JSONEncoder()
      encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      let state = String(decoding: try encoder.encode(self), as: UTF8.self)
      try Checkpoint(header: session.header, state: state, content: []).write(to: session.files.checkpoint)
    }
  }
}
