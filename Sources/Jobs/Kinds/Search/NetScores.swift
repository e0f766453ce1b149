internal import Datasets
internal import Digests
internal import Search
internal import Spaces
internal import Store
internal import Training

/// The values of nets in all objectives of a search job, looked up or scored, each net once.
struct NetScores {
  /// Texts and values of the nets that were asked for, in the order in which they first were.
  private(set) var nets: [String] = []
  private(set) var scores: [[Double]] = []
  private let space: Space, coded: CodedSpace
  private let columns: [Column]
  private var rows: [UInt128: Int] = [:]
  /// What live supernets and brief trainings scored, by column and text: kept also of a generation that was stopped in its middle.
  private(set) var live: [[String: Double]]

  private enum Column {
    case table([UInt128: Double])
    case lookup(LookupTable)
    case counted(SearchSpec.Count, CostTable)
    case supernet(ScoredSupernet, NormalizationPolicy, PreparedData)
    case training(BriefTraining, PreparedData)
  }

  /// Reads tables and run files. Throws what reading them throws, and `WorkError.spec` where a table has not all networks of the space.
  init(_ spec: SearchSpec, _ problem: SearchProblem, _ context: WorkerContext, images: (DataSpec) throws -> PreparedData) throws {
    (space, coded) = (spec.space, problem.space)
    let (space, coded) = (space, coded), count = try PathIndex(spec.space).count
    func table(_ nets: [String], _ values: [Double], _ place: Int) throws -> Column {
      var found: [UInt128: Double] = [:]
      for (text, value) in zip(nets, values) {
        found[coded.number(of: coded.canonical(try space.path(text, "aims.\(place)")))] = value
      }
      guard UInt128(found.count) == count else {
        throw WorkError.spec(reason: "aims.\(place): values for \(found.count) of the \(count) networks of \(space.name), all are needed")
      }
      return .table(found)
    }
    func same(_ isSame: Bool, _ found: String, _ place: Int) throws {
      if !isSame { throw WorkError.spec(reason: "aims.\(place): its scores are of space \(found), the search is in \(space.name)") }
    }
    columns = try spec.aims.enumerated().map { place, aim in
      switch aim.source {
      case .table(let own): return try table(own.nets, own.values, place)
      case .lookup(let own): return .lookup(own)
      case .counted(let measure): return .counted(measure, CostTable(space))
      case .evaluation(let reference):
        let run = try context.results.run(reference)
        try same(space.forms.contains { try $0.digest() == run.space.digest }, run.space.name, place)
        return try table(run.architectures, run.scores.map { $0.metric.scale * $0.mean }, place)
      case .supernet(let reference, let passes, let policy):
        let scored = try ScoredSupernet(.supernet(reference, passes: passes), context)
        try same(space.forms.contains(scored.space), scored.space.name, place)
        return .supernet(scored, policy, try images(scored.data))
      case .training(let own): return .training(own, try images(own.data))
      }
    }
    live = columns.map { _ in [:] }
  }

  /// Takes up what an earlier session scored.
  mutating func resume(_ live: [[String: Double]]) { if live.count == columns.count { self.live = live } }

  /// The row of a net that was scored.
  func row(of net: [Int]) -> Int? { rows[coded.number(of: net)] }

  /// The values of canonical codes, one row a net. `progress` is told which part of them is scored, and may throw to stop.
  mutating func scores(_ paths: [[Int]], _ context: WorkerContext, progress: (Double) throws -> Void) throws -> [[Double]] {
    var values = paths.map { _ in [Double]() }
    for (place, column) in columns.enumerated() {
      switch column {
      case .table(let own): for (net, path) in paths.enumerated() { values[net].append(own[coded.number(of: path)] ?? .nan) }
      case .lookup(let own): for (net, path) in paths.enumerated() { values[net].append(own.value(of: path)) }
      case .counted(let measure, let costs):
        for (net, path) in paths.enumerated() { values[net].append(measure.of(costs.cost(of: Architecture(path: path)))) }
      case .supernet(let supernet, let policy, let data):
        let texts = paths.map { space.text(of: Architecture(path: $0)) }
        let left = texts.enumerated().filter { live[place][$0.element] == nil }
        if !left.isEmpty {
          try supernet.scores(left.map { ($0.offset, $0.element) }, policy, blocks: 1, on: data, context, progress: progress) {
            row, score in
            let own = supernet.metric.blocks(score, images: [data.validation.count])
            live[place][texts[row]] = own.metric.scale * own.mean
          }
        }
        for (net, text) in texts.enumerated() { values[net].append(live[place][text] ?? .nan) }
      case .training(let own, let data):
        for (net, path) in paths.enumerated() {
          let text = space.text(of: Architecture(path: path)), done = Double(net), count = Double(paths.count)
          let score =
            try live[place][text]
            ?? own.score(of: text, in: space, on: data, context) { try progress((done + $0) / count) }
          live[place][text] = score
          values[net].append(score)
        }
      }
    }
    for (path, own) in zip(paths, values) where rows[coded.number(of: path)] == nil {
      rows[coded.number(of: path)] = nets.count
      nets.append(space.text(of: Architecture(path: path)))
      scores.append(own)
    }
    return values
  }
}
