public import Engine
public import Spaces

/// Turns paths of a chain space into plans over one arena.
///
/// Causal: what place k becomes, offsets included, depends on the path up to k alone, because every place has one region
/// sized for its worst candidate, and each candidate's tensors lie in it where they always lie. Two plans then agree as far
/// as their paths do: to share a prefix is to run the second from the first place that differs.
///
/// The stem ends in a junction, so that several passes on one batch share it: it runs forward once, and backward once on the
/// sum of their gradients.
public struct Lowering: Sendable {
  public let space: Space
  public let parameters: ParameterTable
  public let images: Tensor
  private let floats: Int, slices: Int, labelsOffset: Int
  private let stem: Row, branch: Tensor?, places: [[Row]], head: Head

  /// Throws where the space is no chain, or an operation has layers that cannot be trained.
  ///
  /// - Parameter trains: whether backward follows. Without it there are no gradients, and all operations keep what is between
  ///   their layers in one place: what remains of a path is what its places end in.
  public init(
    _ space: Space, batch: Int, slices: Int = 4, labelSmoothing: Double = 0, trains: Bool = true
  ) throws(TrainingError) {
    var choices: [Choice] = []
    for (number, node) in space.nodes.enumerated() {
      guard case .place(let choice, from: number, _, _) = node else { throw .notAChain(space: space.name, node: number + 1) }
      choices.append(space.choices[choice])
    }
    self.space = space
    self.slices = slices
    var site = Site(images: batch)
    images = site.tensor(space.input)
    labelsOffset = site.layout.reserve(batch)

    let stemUnits = try Unit.group(space.stemLayers, of: "stem"), headUnits = try Unit.group(space.headLayers, of: "head")
    var units: [[[Unit]]] = []
    for (number, choice) in choices.enumerated() {
      var row: [[Unit]] = []
      for (candidate, operation) in choice.candidates.enumerated() {
        row.append(try Unit.group(space.layers(ofNode: number, candidate: candidate), of: "\(choice.name)/\(operation.name)"))
      }
      units.append(row)
    }

    // Gradients live from one reader to the next: within an operation two buffers take turns, a residual's sum and its
    // summand share one, and a place whose candidates may change the shape has one of its own.
    let all = [stemUnits, headUnits] + units.joined()
    var buffers: [Int]?
    if trains {
      let widest = all.joined().map { site.shape($0.output).count }.reduce(0, max)
      buffers = [site.layout.reserve(widest), site.layout.reserve(widest)]
    } else {
      let inside = all.map { $0.dropLast().reduce(into: Layout()) { _ = $0.tensor(site.shape($1.output)) }.used }
      site.passing = Layout(from: site.layout.reserve(inside.max() ?? 0))
    }
    let shapes = space.shapes
    stem = try Row(&site, "stem", stemUnits, residual: false, end: trains ? site.tensor(shapes[0]) : nil, buffers)
    branch = trains ? site.tensor(shapes[0]) : nil
    var rows: [[Row]] = []
    for (number, choice) in choices.enumerated() {
      let residual = choice.candidates.indices.map { space.residual(ofNode: number, candidate: $0) }
      let changes = zip(residual, units[number]).contains { !$0 && !$1.isEmpty }
      let end = changes && trains ? site.tensor(shapes[number + 1]) : nil
      let region = site.layout
      var last = region, row: [Row] = []
      for (candidate, operation) in choice.candidates.enumerated() {
        site.layout = region
        let name = "\(choice.name)/\(operation.name)"
        row.append(try Row(&site, name, units[number][candidate], residual: residual[candidate], end: end, buffers))
        last.cover(site.layout)
      }
      site.layout = last
      rows.append(row)
    }
    places = rows
    head = try Head(&site, headUnits, buffers, labels: labelsOffset, slices: slices, smoothing: labelSmoothing)
    parameters = site.parameters
    floats = site.layout.used
  }

  /// How a pass stands to the others of its step that read the same batch.
  public struct Turn: Hashable, Sendable {
    /// The stem's gradient already holds that of earlier passes.
    public var adds: Bool
    /// No pass comes after this one.
    public var closes: Bool

    public init(adds: Bool, closes: Bool) {
      self.adds = adds
      self.closes = closes
    }

    public static let alone = Turn(adds: false, closes: true)
  }

  /// The plan of a path, one candidate a choice.
  ///
  /// `places[k]` is the first instruction of place k; what lies before `places[0]` is the stem, its last the junction.
  public func plan(_ path: [Int], _ turn: Turn = .alone) throws(TrainingError) -> Plan {
    guard path.count == places.count, zip(path, places).allSatisfy({ $1.indices.contains($0) }) else {
      throw .path(path, choices: places.count)
    }
    var (instructions, view) = stem.lower(View(images))
    if let branch {
      let junction = Junction(view, branch: branch, adds: turn.adds, closes: turn.closes)
      instructions.append(junction)
      view = junction.output
    }
    var firsts: [Int] = []
    for (row, candidate) in zip(places, path) {
      firsts.append(instructions.count)
      let (more, next) = row[candidate].lower(view)
      instructions += more
      view = next
    }
    firsts.append(instructions.count)
    return Plan(instructions + head.lower(view), places: firsts)
  }

  /// What an executor of any path holds.
  public func room(threads: Int, keepsSquares: Bool = false) throws(TrainingError) -> Executor.Room {
    var needs = Needs()
    for candidate in 0..<(places.map(\.count).max() ?? 0) {
      needs = needs.covering(try plan(places.map { min(candidate, $0.count - 1) }).needs)
    }
    return Executor.Room(
      images: images.shape.images, slices: slices, activations: floats, parameters: parameters.count,
      statistics: parameters.statisticsCount,
      needs: needs, threads: threads, keepsSquares: keepsSquares)
  }

  /// Where a batch's labels go.
  public func labels(_ memory: Memory) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory.arena + labelsOffset).assumingMemoryBound(to: Int32.self)
  }

  /// The mean loss of the last forward.
  public func loss(_ memory: Memory) -> Double { head.loss.loss(memory) }

  /// The cross-entropy of one image in the last forward, and whether its label has the largest logit, the first of equals.
  func answer(_ image: Int, _ memory: Memory) -> (loss: Double, isRight: Bool) { head.loss.answer(image, memory) }

  /// Scores of the last forward, [images][classes].
  public var logits: Tensor { head.loss.logits.tensor }
}
