internal import FoundationEssentials
internal import Store
internal import Strategies
internal import Training

/// Training with checkpoints: the loop that supernets and stand-alone nets share.
///
/// `Notes` is what the worker gathers besides the weights (snapshots' marks, accuracies of epochs); it is kept with them.
struct CheckpointedTraining<Method: Strategy, Notes: Codable>: ~Copyable {
  var trainer: Trainer<Method>
  var notes: Notes
  /// Arrays gathered besides the weights, by name.
  var gathered: [NamedArray] = []
  let session: Session
  private var written: Duration

  init(_ trainer: consuming Trainer<Method>, _ notes: Notes, _ session: Session) throws {
    var trainer = trainer, notes = notes, gathered: [NamedArray] = []
    if let checkpoint = session.checkpoint {
      let kept: Kept, content = checkpoint.content
      do {
        kept = try JSONDecoder().decode(Kept.self, from: Data(checkpoint.state.utf8))
        try trainer.resume(
          TrainerState(
            weights: try Training.Snapshot(parameters: folder("parameters", content), statistics: folder("statistics", content)),
            moments: try [Training.Snapshot.Entry](folder("moments", content)),
            squares: try [Training.Snapshot.Entry](folder("squares", content)), scalars: kept.scalars))
      } catch { throw WorkError.checkpoint(path: session.files.checkpoint, reason: "\(error)") }
      notes = kept.notes
      gathered = folder("gathered", content)
    }
    self.trainer = trainer
    (self.notes, self.gathered, self.session) = (notes, gathered, session)
    written = session.context.elapsed()
  }

  /// Steps until the budget is spent. Writes a checkpoint now and then, and when a signal asks to stop.
  ///
  /// - Parameter due: does what is due between two steps, asked before the first and after each. It notes what it has done, does nothing
  ///   twice, and where it is interrupted it is asked again once the job goes on.
  mutating func run(_ due: (inout Trainer<Method>, inout Notes, inout [NamedArray]) throws -> Void) throws {
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
      if context.elapsed() - written >= context.interval { try writeCheckpoint() }
    }
  }

  private func report() {
    session.context.report(JobProgress(fraction: Double(trainer.progress.passes) / Double(trainer.recipe.passes)))
  }

  private mutating func settle(_ due: (inout Trainer<Method>, inout Notes, inout [NamedArray]) throws -> Void) throws {
    do { try due(&trainer, &notes, &gathered) } catch let error as WorkError {
      if case .interrupted = error { try writeCheckpoint() }
      throw error
    }
  }

  private mutating func writeCheckpoint() throws {
    let state = try trainer.state()
    let kept = String(decoding: try JSONEncoder().encode(Kept(scalars: state.scalars, notes: notes)), as: UTF8.self)
    let content =
      state.weights.parameters.arrays.within("parameters") + state.weights.statistics.arrays.within("statistics")
      + state.moments.arrays.within("moments") + state.squares.arrays.within("squares") + gathered.within("gathered")
    try Checkpoint(header: session.header, state: kept, content: content).write(to: session.files.checkpoint)
    written = session.context.elapsed()
  }

  private struct Kept: Codable {
    var scalars: String, notes: Notes
  }
}
