package import Jobs
package import Store

/// A kind of job that no list knows: its run holds the word it was told, and its inputs' words before it.
package struct ToyJob: JobKind {
  package var word: String
  package var numerics = Job.numerics
  package var seconds = 1.0, memory = 0
  /// No part of the identity, so that tests can make circles.
  package var inputs: [JobInput] = []

  private enum CodingKeys: String, CodingKey { case word, numerics, seconds, memory }

  package init(_ word: String, inputs: [Job] = [], seconds: Double = 1, memory: Int = 0) {
    (self.word, self.seconds, self.memory) = (word, seconds, memory)
    self.inputs = inputs.map(\.input)
  }

  /// The job, labelled by its word.
  package static func job(_ word: String, _ inputs: [Job] = [], seconds: Double = 1, memory: Int = 0) throws -> Job {
    try Job(ToyJob(word, inputs: inputs, seconds: seconds, memory: memory), label: word)
  }

  package func check() throws(WorkError) { if word.isEmpty { throw .spec(reason: "word: is empty") } }

  package func estimate(_ known: Known) -> Job.Estimate { Job.Estimate(seconds: seconds, memory: memory, disk: 10) }

  package func perform(_ session: Session) throws -> ToyRun {
    let before = try inputs.map { try session.context.results.run(JobReference<ToyJob>($0.digest)).word }
    return ToyRun(header: session.header, word: (before + [word]).joined(separator: " "))
  }

  package func recompute(_ run: ToyRun, count: Int, _ context: WorkerContext) -> [Recomputation] {
    [Recomputation(name: word, stored: [Double(run.word.utf8.count)], found: [Double(word.utf8.count)])]
  }
}

/// What a toy job leaves.
package struct ToyRun: StoredRun {
  package static let kind = "toy", schema = 1
  package let header: RunHeader, word: String

  package init(header: RunHeader, word: String) { (self.header, self.word) = (header, word) }

  package var arrays: [NamedArray] {
    [NamedArray("word", .texts([word]), "what was said"), NamedArray("parameters/weight", .floats([1, 2, 3]), "weights")]
  }

  package init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) { self.init(header: header, word: try arrays.text("word")) }
}

extension JobKinds {
  /// The house's and the toy.
  package static let withToys = JobKinds(JobKinds.house.all + [ToyJob.self])
}
