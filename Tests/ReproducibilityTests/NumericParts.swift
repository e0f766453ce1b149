import Digests
import FoundationEssentials
import Spaces
import Store

/// The numbers of results part by part, each with a digest of its own that says whether they moved: of weights, of right answers.
///
/// Arrays are taken by what they mean, so that files may keep them in other ways, and every number as a Double, which holds them all.
/// No text, no seed and no time takes part.
struct NumericParts {
  /// By part, arrays under their names.
  private var parts: [String: [String: [Double]]] = [:]

  /// A digest a part, over names and bits in the order of names.
  var digests: [String: Digest] {
    parts.mapValues { arrays in
      var bytes: [UInt8] = []
      for (name, values) in arrays.sorted(by: { $0.key < $1.key }) {
        bytes += Array("\(name)\n\(values.count)\n".utf8)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
      }
      return Digest(of: bytes)
    }
  }

  private mutating func add(_ part: String, _ name: String, _ values: [Double]) {
    precondition(parts[part]?[name] == nil, "two arrays of the name \(name)")
    parts[part, default: [:]][name] = values
  }

  private mutating func add(_ part: String, _ arrays: [NamedArray], in folder: String = "") {
    for array in arrays {
      guard case .floats(let values) = array.values else { preconditionFailure("\(array.name) holds no weights") }
      add(part, folder + array.name, values.map(Double.init))
    }
  }

  private mutating func add(_ history: [Epoch]) {
    add("history", "passes", history.map { Double($0.passes) })
    add("history", "updates", history.map { Double($0.updates) })
    add("history", "images", history.map { Double($0.images) })
    add("history", "loss", history.map(\.loss))
    add("history", "learning rate", history.map(\.learningRate))
    add("accuracy", "epochs", history.map(\.validationScore))
  }

  mutating func add(_ run: SupernetRun) {
    add(run.history)
    for snapshot in run.snapshots {
      add("weights", snapshot.parameters, in: "\(snapshot.passes)/")
      add("statistics", snapshot.statistics, in: "\(snapshot.passes)/")
      add("accuracy", "probes after \(snapshot.passes)", snapshot.probes)
    }
    for step in run.shrinking?.steps ?? [] {
      add("shrinking", "scores after \(step.passes)", step.scores.flatMap { $0.filter { !$0.isNaN } })
      add("shrinking", "left after \(step.passes)", step.left.enumerated().flatMap { choice, own in own.map { Double(10 * choice + $0) } })
    }
  }

  mutating func add(_ run: StandAloneRun) {
    add(run.history)
    add("weights", run.parameters)
    add("statistics", run.statistics)
    add("accuracy", "right on validation images", run.validation.sums)
    add("accuracy", "right on test images", run.test.sums)
    for mark in run.marks { add("marks", "after \(mark.passes)", mark.validation.sums) }
    if let bicubic = run.bicubic { add("marks", "bicubic", bicubic.validation.sums + bicubic.test.sums) }
  }

  mutating func add(_ run: RelaxationRun) {
    add(run.history)
    add("weights", run.parameters)
    add("statistics", run.statistics)
    // As rules read them: each weight times its choice's gain.
    for (epoch, rows) in zip(run.weights, run.gains).map({ Discretisation.product($0, edges: $1) }).enumerated() {
      for (choice, row) in zip(run.choices, rows) { add("mixtures", "\(epoch)/\(choice)", row) }
    }
    for (epoch, gains) in run.gains.enumerated() { add("gains", "\(epoch)", gains) }
  }

  /// A search's scores, and its order as digits of the nets.
  mutating func add(_ run: SearchRun, _ word: String) {
    add("scores, \(word)", "all", run.scores.flatMap(\.self))
    for (search, order) in run.orders.enumerated() {
      add("order, \(word)", "\(search)", order.flatMap { row in run.architectures[row].utf8.map { Double($0) } })
    }
  }

  mutating func add(_ run: ProxyRun) {
    for (proxy, scores) in zip(run.proxies, run.scores) { add("scores", proxy, scores.flatMap { $0.flatMap(\.self) }) }
  }

  /// Scores under a word that says how they were taken.
  mutating func add(_ run: EvaluationRun, _ word: String) {
    for (row, scores) in run.scores.enumerated() { add("right answers, \(word)", "\(row)", scores.sums) }
    add("losses, \(word)", "all", run.loss)
  }
}
