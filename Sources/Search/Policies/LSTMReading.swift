internal import Streams

/// An LSTM policy read along one net: its state after the candidates taken so far. A step computes 4U(E + U) products.
struct LSTMReading: PolicyReading {
  private let shape: LSTMShape
  private let weights: [Float]
  private var choice = 0
  /// 4U, and U each.
  private var gates, cell, bounded, state: [Float]

  /// At the first choice: the start token is read.
  init(_ shape: LSTMShape, _ weights: [Float]) {
    self.shape = shape
    self.weights = weights
    gates = [Float](repeating: 0, count: shape.gates)
    cell = [Float](repeating: 0, count: shape.units)
    (bounded, state) = (cell, cell)
    read(token: 0)
  }

  var probabilities: [Double] {
    precondition(choice < shape.candidates.count, "the net has no choice left to read")
    let head = LSTMHead(candidates: shape.candidates[choice], units: shape.units)
    return weights.withUnsafeBufferPointer { weights in
      state.withUnsafeBufferPointer { state in
        [Double](unsafeUninitializedCapacity: head.candidates) { logits, count in
          guard let weights = weights.baseAddress, let state = state.baseAddress else { return }
          head.forward(weights + shape.heads[choice], state: state, logits)
          let logs = UnsafeMutableBufferPointer(rebasing: logits[..<head.candidates])
          Surrogate.logSoftmax(logs)
          for k in logs.indices { logs[k] = Elementary.exp(logs[k]) }
          count = head.candidates
        }
      }
    }
  }

  mutating func next(_ candidate: Int) {
    precondition(choice < shape.candidates.count && candidate < shape.candidates[choice], "choice \(choice) has no candidate \(candidate)")
    choice += 1
    // Nothing is read behind the last choice.
    if choice < shape.candidates.count { read(token: shape.tokens[choice - 1] + candidate) }
  }

  private mutating func read(token: Int) {
    let shape = shape, choice = choice
    weights.withUnsafeBufferPointer { weights in
      gates.withUnsafeMutableBufferPointer { gates in
        cell.withUnsafeMutableBufferPointer { cell in
          bounded.withUnsafeMutableBufferPointer { bounded in
            state.withUnsafeMutableBufferPointer { state in
              guard let w = weights.baseAddress, let g = gates.baseAddress, let c = cell.baseAddress, let t = bounded.baseAddress,
                let h = state.baseAddress
              else { return }
              g.update(from: w + shape.bias, count: shape.gates)
              MatrixProduct.add(shape.gates, shape.embedding, w + token * shape.embedding, w + shape.input, to: g)
              if choice > 0 { MatrixProduct.add(shape.gates, shape.units, h, w + shape.recurrent, to: g) }
              LSTMCell(units: shape.units).forward(g, before: choice > 0 ? UnsafePointer(c) : nil, cell: c, bounded: t, state: h)
            }
          }
        }
      }
    }
  }
}
