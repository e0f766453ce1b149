internal import Datasets
internal import Digests
internal import Proxies
internal import Spaces
public import Store

extension ProxySpec {
  /// Nets of a line of the journal: some seconds of work.
  private static let together = 32

  /// Scores nets in the order of their texts, so that those that begin alike follow one another; each line is on the disk as it is complete.
  public func perform(_ session: Session) throws -> ProxyRun {
    let context = session.context, images = try session.images(data).training
    var journal = try Journal<ProxyScores.Line>(session.files.journal)
    let session = session.after(journal), check = session.checkInterruption()
    let order = architectures.indices.sorted { architectures[$0] < architectures[$1] }
    var found = Scores(self)
    for line in journal.entries { found.take(line, order) }
    let total = Double(architectures.count * initializations.count * batches.count)
    var scores = try ProxyScores(self, context), reported = -1.0
    for (i, initialization) in initializations.enumerated() {
      for (b, batch) in batches.enumerated() {
        for first in stride(from: 0, to: order.count, by: Self.together) where !found.has(i, b, order[first]) {
          var own: [[Double?]] = []
          for row in order[first..<min(first + Self.together, order.count)] {
            try check(0)
            own.append(
              try scores.scores(of: row, initialization: initialization, batch: batch, images).map { $0.isNaN ? nil : $0 })
            let fraction = (Double(found.count) + Double(own.count)) / total
            guard fraction >= reported + 0.005 else { continue }
            context.report(JobProgress(fraction: fraction))
            reported = fraction
          }
          let line = ProxyScores.Line(initialization: i, batch: b, first: first, scores: own, expense: session.expense)
          try journal.append(line)
          found.take(line, order)
        }
      }
    }
    return ProxyRun(
      header: session.header, space: SpaceLabel(name: space.name, digest: try CanonicalJSON.digest(space)), batch: batch,
      proxies: proxies.map(\.rawValue), initializations: initializations, batches: batches, architectures: architectures,
      scores: found.values)
  }

  /// What was found so far.
  private struct Scores {
    /// [proxies][initializations][batches][nets], NaN where there is none.
    private(set) var values: [[[[Double]]]]
    private var done: Set<[Int]> = []

    init(_ spec: ProxySpec) {
      let nets = [Double](repeating: .nan, count: spec.architectures.count)
      values = spec.proxies.map { _ in spec.initializations.map { _ in spec.batches.map { _ in nets } } }
    }

    /// Nets under seeds.
    var count: Int { done.count }

    func has(_ initialization: Int, _ batch: Int, _ row: Int) -> Bool { done.contains([initialization, batch, row]) }

    mutating func take(_ line: ProxyScores.Line, _ order: [Int]) {
      for (own, row) in zip(line.scores, order[line.first...]) {
        for (proxy, score) in own.enumerated() { values[proxy][line.initialization][line.batch][row] = score ?? .nan }
        done.insert([line.initialization, line.batch, row])
      }
    }
  }
}
