/// An LSTM policy unrolled over the choices of a generation's nets: one allocation for all activations and gradients.
///
/// Nets run side by side, a matrix product a choice. They are ordered by their last choice that counts, so that those of which nothing
/// later is learnt drop out; and gates' share of the input is computed once a token, not once a net.
final class UnrolledLSTM {
  let shape: LSTMShape
  /// Nets that act, those with the most choices first.
  private let nets: [CreditedNet]
  /// Nets that still run at each choice.
  private let running: [Int]
  /// 1/nets of the generation, also of those that do not act: gradients are of a mean.
  private let share: Double
  /// Input token of each choice and net: choices × nets.
  private let tokens: [Int]
  /// log π_old of what was taken: choices × nets, after the first pass.
  private var old: [Double]
  private var isFirst = true
  private let memory: UnsafeMutablePointer<Float>
  /// choices × nets × G and, thrice, choices × nets × U.
  private let gates, cell, bounded, state: UnsafeMutablePointer<Float>
  /// T × G: what each token adds to the gates' sums, and the gradient of that.
  private let added, addedGradient: UnsafeMutablePointer<Float>
  /// nets × G, nets × U, nets × U: one choice's.
  private let slopes, stateGradient, cellGradient: UnsafeMutablePointer<Float>
  /// As many as parameters: of the last `backward`.
  let gradient: UnsafeMutablePointer<Float>

  /// Nil where no choice of any net counts.
  init?(_ shape: LSTMShape, _ generation: [CreditedNet]) {
    let lengths = generation.map { ($0.counts.lastIndex(of: true) ?? -1) + 1 }
    let order = generation.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    guard let longest = order.first.map({ lengths[$0] }) else { return nil }
    self.shape = shape
    let nets = order.map { generation[$0] }
    self.nets = nets
    running = (0..<longest).map { choice in order.count { lengths[$0] > choice } }
    share = 1 / Double(generation.count)
    var tokens = [Int](repeating: 0, count: nets.count)
    for choice in 0..<longest - 1 { tokens += nets.map { shape.tokens[choice] + $0.path[choice] } }
    self.tokens = tokens
    old = [Double](repeating: 0, count: longest * nets.count)
    let rows = longest * nets.count, all = rows * shape.units, one = nets.count * shape.units, input = shape.embeddings * shape.gates
    let sizes = [4 * all, all, all, all, input, input, 4 * one, one, one, shape.count]
    memory = .allocate(capacity: sizes.reduce(0, +))
    memory.initialize(repeating: 0, count: sizes.reduce(0, +))
    var next = memory
    let parts = sizes.map { size in
      defer { next += size }
      return next
    }
    (gates, cell, bounded, state) = (parts[0], parts[1], parts[2], parts[3])
    (added, addedGradient, slopes) = (parts[4], parts[5], parts[6])
    (stateGradient, cellGradient, gradient) = (parts[7], parts[8], parts[9])
  }

  deinit { memory.deallocate() }

  /// States of all nets at all choices that count, or come before one that does.
  func forward(_ weights: UnsafePointer<Float>) {
    let width = shape.gates, units = shape.units, unit = LSTMCell(units: units)
    for token in 0..<shape.embeddings { (added + token * width).update(from: weights + shape.bias, count: width) }
    MatrixProduct.add(
      shape.embeddings, width, shape.embedding, .init(weights, row: shape.embedding),
      .init(weights + shape.input, row: width), to: added)
    for (choice, running) in running.enumerated() {
      let first = choice * nets.count, before = first - nets.count
      for row in first..<first + running { (gates + row * width).update(from: added + tokens[row] * width, count: width) }
      if choice > 0 {
        MatrixProduct.add(
          running, width, units, .init(state + before * units, row: units), .init(weights + shape.recurrent, row: width),
          to: gates + first * width)
      }
      for net in 0..<running {
        let row = (first + net) * units
        unit.forward(
          gates + (first + net) * width, before: choice > 0 ? UnsafePointer(cell + (before + net) * units) : nil, cell: cell + row,
          bounded: bounded + row, state: state + row)
      }
    }
  }

  /// The gradient of the surrogate's mean over the generation, from what `forward` left; the first call also fixes π_old.
  func backward(_ weights: UnsafePointer<Float>, _ surrogate: Surrogate) {
    let width = shape.gates, units = shape.units, unit = LSTMCell(units: units)
    gradient.update(repeating: 0, count: shape.count)
    addedGradient.update(repeating: 0, count: shape.embeddings * width)
    stateGradient.update(repeating: 0, count: nets.count * units)
    cellGradient.update(repeating: 0, count: nets.count * units)
    for (choice, running) in running.enumerated().reversed() {
      let first = choice * nets.count, before = first - nets.count
      head(choice, running, weights, surrogate)
      for net in 0..<running {
        unit.backward(
          gates + (first + net) * width, before: choice > 0 ? UnsafePointer(cell + (before + net) * units) : nil,
          bounded: bounded + (first + net) * units, state: stateGradient + net * units, cell: cellGradient + net * units,
          slopes: slopes + net * width)
        let to = addedGradient + tokens[first + net] * width
        for u in stride(from: 0, to: width, by: 8) {
          MatrixProduct.store(MatrixProduct.load(to + u) + MatrixProduct.load(slopes + net * width + u), to + u)
        }
      }
      guard choice > 0 else { continue }
      let slope = MatrixProduct.Operand(slopes, row: width)
      MatrixProduct.add(
        units, width, running, MatrixProduct.Operand(state + before * units, row: units).transposed, slope,
        to: gradient + shape.recurrent)
      stateGradient.update(repeating: 0, count: running * units)
      MatrixProduct.add(
        running, units, width, slope, MatrixProduct.Operand(weights + shape.recurrent, row: width).transposed, to: stateGradient)
    }
    isFirst = false
    embed(weights)
  }

  /// Through the output layer of one choice, for nets that act there.
  private func head(_ choice: Int, _ running: Int, _ weights: UnsafePointer<Float>, _ surrogate: Surrogate) {
    let head = LSTMHead(candidates: shape.candidates[choice], units: shape.units), at = shape.heads[choice]
    withUnsafeTemporaryAllocation(of: Double.self, capacity: head.candidates) { logits in
      for net in 0..<running where nets[net].counts[choice] {
        let row = choice * nets.count + net, taken = nets[net].path[choice], state = state + row * shape.units
        head.forward(weights + at, state: state, logits)
        Surrogate.logSoftmax(logits)
        if isFirst { old[row] = logits[taken] }
        surrogate.gradient(logits, taken: taken, advantage: nets[net].advantage, old: old[row])
        head.backward(
          weights + at, state: state, logits, share: share, weightGradient: gradient + at,
          stateGradient: stateGradient + net * shape.units)
      }
    }
  }

  /// From what tokens add to the gates back to embeddings, input weights and bias.
  private func embed(_ weights: UnsafePointer<Float>) {
    let width = shape.gates, added = MatrixProduct.Operand(addedGradient, row: width)
    for token in 0..<shape.embeddings { for u in 0..<width { gradient[shape.bias + u] += addedGradient[token * width + u] } }
    MatrixProduct.add(
      shape.embedding, width, shape.embeddings, MatrixProduct.Operand(weights, row: shape.embedding).transposed, added,
      to: gradient + shape.input)
    MatrixProduct.add(
      shape.embeddings, shape.embedding, width, added,
      MatrixProduct.Operand(weights + shape.input, row: width).transposed, to: gradient)
  }
}
