internal import Analysis
public import Jobs
internal import Spaces
public import Store

/// One method's search from one seed: the stages behind one another, as far as they are done. A method without stages has one.
public struct RelaxationTrack: Sendable {
  /// `seed` is that of all its stages.
  public let method: RelaxationExperiment.Method, seed: Int
  /// Stage by stage. What stands behind the first stage that is not done is supposed: it keeps each edge's first operations.
  public private(set) var stages: [RelaxationSpec] = []
  /// Of the leading stages that are done.
  public private(set) var runs: [RelaxationRun] = []

  /// Whether the last stage has left its run file, and so all of them.
  public var isDone: Bool { runs.count == stages.count }

  /// - Parameters:
  ///   - spec: the job of a stage, after the stage before it with its weights.
  ///   - run: the run file of a job; nil where it is not done.
  init(
    _ method: RelaxationExperiment.Method, seed: Int,
    spec: (_ stage: Int, _ last: (spec: RelaxationSpec, weights: [[Double]])?) throws -> RelaxationSpec,
    run: (RelaxationSpec) throws -> RelaxationRun?
  ) throws {
    (self.method, self.seed) = (method, seed)
    var last: (spec: RelaxationSpec, weights: [[Double]])?
    for stage in 0..<(method.stages?.count ?? 1) {
      let own = try spec(stage, last)
      stages.append(own)
      let done = runs.count == stage ? try run(own) : nil
      if let done { runs.append(done) }
      last = (own, done?.discretised.last ?? own.space.choices.map { $0.candidates.indices.map { 1 / Double($0 + 1) } })
    }
  }
}
