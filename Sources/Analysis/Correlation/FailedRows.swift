/// What is done with nets that have no finite score: diverged, never trained, infinite by a proxy's formula.
public enum FailedNets: String, CaseIterable, Sendable {
  /// They rank below all others and are counted in every n.
  case last
  /// They are left out of every column.
  case drop
  /// Nothing is said of the others either.
  case refuse
}

/// Columns as a file has them, in which cells may be empty, NaN or infinite, on their way to columns that are whole.
///
/// A net has failed where a prediction of it is missing or no finite number, where a run of the target is none, or where it has no run at all. A missing
/// run beside others is no failure: the net has fewer runs.
public struct FailedRows: Sendable {
  /// Positions of the nets that failed.
  public let positions: [Int]
  private let policy: FailedNets, count: Int
  private let isFailed: [Bool]
  /// Those of them that have no run of the target at all: nobody trained them.
  private let untrained: Int

  /// - Parameters:
  ///   - predictions: with baselines; nil where a cell is empty.
  ///   - seeds: of the target, all of one length with the others.
  public init(predictions: [[Double?]], seeds: [[Double?]], policy: FailedNets) {
    count = seeds.first?.count ?? 0
    var failed = [Bool](repeating: false, count: count)
    for column in predictions {
      for (net, value) in column.enumerated() where !(value?.isFinite ?? false) { failed[net] = true }
    }
    var hasRun = [Bool](repeating: false, count: count)
    for column in seeds {
      for (net, value) in column.enumerated() {
        guard let value else { continue }
        hasRun[net] = true
        if !value.isFinite { failed[net] = true }
      }
    }
    for net in 0..<count where !hasRun[net] { failed[net] = true }
    (isFailed, self.policy, untrained) = (failed, policy, hasRun.count { !$0 })
    positions = failed.indices.filter { failed[$0] }
  }

  /// The rows that are left, of anything that has one a net.
  public func kept<Value>(_ rows: [Value]) -> [Value] {
    policy != .drop || positions.isEmpty ? rows : zip(rows, isFailed).filter { !$1 }.map(\.0)
  }

  /// A prediction without holes, and whether some of it was put in.
  public func whole(prediction column: [Double?]) -> (values: [Double], isFilled: Bool) {
    let last = Self.last(column.compactMap(\.self)), kept = kept(column)
    return (kept.map { $0.flatMap { $0.isFinite ? $0 : nil } ?? last }, kept.contains { !($0?.isFinite ?? false) })
  }

  /// Runs of the target without failed nets, and whether some of it was put in: a net one of whose runs failed is last in all it has.
  public func whole(seeds columns: [[Double?]]) -> (columns: [[Double?]], isFilled: Bool) {
    let last = Self.last(columns.flatMap { $0.compactMap(\.self) })
    var columns = columns, isFilled = false
    if policy != .drop {
      for net in positions {
        let runs = columns.compactMap { $0[net] }
        guard runs.isEmpty || runs.contains(where: { !$0.isFinite }) else { continue }
        isFilled = true
        if runs.isEmpty { columns[0][net] = last }
        for place in columns.indices where columns[place][net] != nil { columns[place][net] = last }
      }
    }
    return (columns.map(kept), isFilled)
  }

  /// What happened to them, for a person; nil where none failed.
  public var remark: String? {
    guard !positions.isEmpty else { return nil }
    let some = "\(positions.count) of \(count) architectures have no finite score"
    switch policy {
    case .last:
      let never =
        untrained == 0
        ? "" : " \(untrained) of them have no value of the target, which nobody may have trained: --failed drop leaves such out."
      return "\(some): they rank last and are counted in every n.\(never)"
    case .drop: return "\(some) and were dropped: n is \(count - positions.count)."
    case .refuse: return "\(some)."
    }
  }

  /// A value below all finite ones, by as much as these lie apart.
  private static func last(_ values: [Double]) -> Double {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return 0 }
    let below = low - (high - low)
    return below < low ? below : low - max(1, low.magnitude)
  }
}
