internal import Datasets
internal import Digests

/// What estimates may ask: the specs of a job's inputs, planned or run, how many images it sees, and on how many threads it is to run.
public struct Known {
  /// Threads that a worker has: each needs memory of its own.
  let threads: Int
  private let planned: [Digest: Job], results: Results
  private let counts: [DataSpec: ImageCounts]
  private let nets = NetEstimates()

  init(planned: [Digest: Job], results: Results, images: [DataSpec: ImageCounts], threads: Int) {
    (self.planned, self.results, counts, self.threads) = (planned, results, images, threads)
  }

  /// The spec of an input: of the plan, else of the run file's header. Throws what reading it throws.
  public func spec<Kind: JobKind>(_ reference: JobReference<Kind>) throws -> Kind {
    if let kind = planned[reference.digest]?.spec as? Kind { return kind }
    return try results.spec(reference)
  }

  /// Throws `JobsError.unknownImages` where the plan does not say.
  public func images(_ data: DataSpec) throws(JobsError) -> ImageCounts {
    guard let counts = counts[data] else { throw .unknownImages(source: data.source.name) }
    return counts
  }

  /// What training a net alone takes, made once for all its seeds, which change nothing of it.
  func estimate(of net: StandAloneSpec, make: () throws -> Job.Estimate) rethrows -> Job.Estimate {
    var any = net
    any.seed = 0
    if let known = nets.made[net.architecture], known.spec == any { return known.estimate }
    let estimate = try make()
    nets.made[net.architecture] = (any, estimate)
    return estimate
  }

  /// The last estimate of each architecture.
  private final class NetEstimates {
    var made: [String: (spec: StandAloneSpec, estimate: Job.Estimate)] = [:]
  }
}

/// How many images the splits of a data set have, and how much of it a worker reads.
public struct ImageCounts: Hashable, Sendable {
  public let training, validation, recalibration, test: Int
  /// Of the whole data set's pixels or, where photographs are decoded as they are needed, of their names and of those decoded ahead.
  public let bytes: Int

  public init(training: Int, validation: Int, recalibration: Int, test: Int, bytes: Int) {
    (self.training, self.validation, self.recalibration, self.test) = (training, validation, recalibration, test)
    self.bytes = bytes
  }
}
