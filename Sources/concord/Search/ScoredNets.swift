import ArgumentParser
import Jobs
import Spaces
import Store

/// All networks of a space as a supernet scored them: an evaluation's run file as a table.
struct ScoredNets {
  let evaluation: JobReference<EvaluationSpec>, space: Space

  /// Throws where the file is no evaluation of a supernet's paths, or has not all networks of its space.
  init(_ path: String, in results: Results) throws {
    let run = try EvaluationRun(reading: path)
    evaluation = JobReference<EvaluationSpec>(run.header.specDigest)
    guard case .supernet(let supernet, _) = try results.spec(evaluation).source else {
      throw ValidationError("--table: \(path) scores genotypes of a relaxed supernet: name an evaluation of paths.")
    }
    space = try results.spec(supernet).space
    let count = try PathIndex(space).count
    guard UInt128(run.architectures.count) == count else {
      throw ValidationError(
        "--table: \(path) scores \(run.architectures.count) of the \(count) networks of its space, and a search may meet any: "
          + "search on the supernet itself, as spos-search does.")
    }
  }
}
