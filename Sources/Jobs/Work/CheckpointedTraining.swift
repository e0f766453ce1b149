internal import FoundationEssentials
internal import Store
internal import Strategies
internal import Training

/// Training with checkpoints: the loop that all kinds that train share.
///
/// `Notes` is what the worker gathers besides the weights (snapshots' marks, accuracies of epochs); it is kept with them. Arrays that it
/// gathers are written once, each into a part of its own beside the checkpoint, which names it.
struct CheckpointedTraining<Method: Strategy, Notes: Codable>: ~Copyable {
  var trainer: Trainer<Method>
  var notes: Notes
  /// Arrays gathered besides the weights, part by part.
  var gathered: [String: [NamedArray]] = [:]
  let session: Session
  /// The parts that are on the disk.
  private var keptParts: Set<String> = []
  private var schedule: CheckpointSchedule

  init(_ trainer: consuming Trainer<Method>, _ notes: Notes, _ session: Session) throws {
    var trainer = trainer, notes = notes, gathered: [String: [NamedArray]] = [:]
    if let checkpoint = session.checkpoint {
      let path = session.files.checkpoint, content = checkpoint.content
      do {
        let kept = try JSONDecoder().decode(Kept.self, from: Data(checkpoint.state.utf8))
        // Without one of its parts a checkpoint is none: the job begins anew.
        if let parts = try Self.parts(kept.parts, session) {
          try trainer.resume(
            TrainerState(
              weights: try Training.Snapshot(parameters: folder("parameters", content), statistics: folder("statistics", content)),
              moments: try [Training.Snapshot.Entry](folder("moments", content)),
              squares: try [Training.Snapshot.Entry](folder("squares", content)), scalars: kept.scalars))
          (notes, gathered) = (kept.notes, parts)
        }
      } catch let error as StoreError { throw error } catch { throw WorkError.checkpoint(path: path, reason: "\(error)") }
    }
    self.trainer = trainer
    (self.notes, self.gathered, self.session) = (notes, gathered, session)
    keptParts = Set(gathered.keys)
    schedule = CheckpointSchedule(every: session.context.interval, now: session.context.elapsed())
  }

  /// The parts that a checkpoint names; nil where one is not there or damaged.
  private static func parts(_ names: [String], _ session: Session) throws(StoreError) -> [String: [NamedArray]]? {
    var parts: [String: [NamedArray]] = [:]
    for name in names {
      guard let part = try Session.checkpoint(session.files.part(name)) else { return nil }
      parts[name] = part.content
    }
    return parts
  }

  /// Steps until the budget is spent. Writes a checkpoint now and then, and when a signal asks to stop.
  ///
  /// - Parameter due: does what is due between two steps, asked before the first and after each. It notes what it has done, does nothing
  ///   twice, and where it is interrupted it is asked again once the job goes on.
  mutating func run(_ due: (inout Trainer<Method>, inout Notes, inout [String: [NamedArray]]) throws -> Void) throws {
    let context = session.context
    report()
    try settle(due)
    while !trainer.isDone {
      try trainer.step()
      try settle(due)
      if let signal = context.interruption() {
        try writeCheckpoint()
        throw WorkError.interrupted(signal: signal, checkpoint: session.files.checkpoint)
      }
      if trainer.progress.steps % 50 == 0 { report() }
      if schedule.isDue(at: context.elapsed()) { try writeCheckpoint() }
    }
  }

  private func report() {
    let waited = trainer.waited / .milliseconds(1)
    session.context.report(
      JobProgress(
        fraction: Double(trainer.progress.passes) / Double(trainer.passes),
        note: waited > 0 ? "waited \(Int(waited.rounded(.up))) ms for images" : nil))
  }

  private mutating func settle(_ due: (inout Trainer<Method>, inout Notes, inout [String: [NamedArray]]) throws -> Void) throws {
    do { try due(&trainer, &notes, &gathered) } catch let error as WorkError {
      if case .interrupted = error { try writeCheckpoint() }
      throw error
    }
  }

  private mutating func writeCheckpoint() throws {
    let files = session.files, began = session.context.elapsed(), state = try trainer.state(), names = gathered.keys.sorted()
    for name in names where !keptParts.contains(name) {
      try Checkpoint(header: session.header, state: "{}", content: gathered[name] ?? []).write(to: files.part(name))
      keptParts.insert(name)
    }
    let kept = String(
      decoding: try JSONEncoder().encode(Kept(scalars: state.scalars, notes: notes, parts: names)), as: UTF8.self)
    let content =
      state.weights.parameterArrays.within("parameters") + state.weights.statisticsArrays.within("statistics")
      + state.moments.arrays().within("moments") + state.squares.arrays().within("squares")
    try Checkpoint(header: session.header, state: kept, content: content).write(to: files.checkpoint)
    schedule.note(from: began, to: session.context.elapsed())
  }

  private struct Kept: Codable {
    var scalars: String, notes: Notes, parts: [String]
  }
}
