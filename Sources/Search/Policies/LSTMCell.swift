/// One step of one net's LSTM (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), elementwise, eight units at a time.
///
/// c′ = f c + i g, h = o tanh c′, with i, f, o = σ and g = tanh of the gates' sums.
struct LSTMCell {
  /// A multiple of 8.
  let units: Int

  /// `gates` (4U): sums become values. Reads `before` (c, nil at the first step) and writes `cell` (c′), `bounded` (tanh c′), `state` (h).
  /// `before` and `cell` may be the same memory.
  @inline(__always)
  func forward(
    _ gates: UnsafeMutablePointer<Float>, before: UnsafePointer<Float>?, cell: UnsafeMutablePointer<Float>,
    bounded: UnsafeMutablePointer<Float>, state: UnsafeMutablePointer<Float>
  ) {
    for u in stride(from: 0, to: units, by: 8) {
      let input = Logistic.sigmoid(load(gates + u)), forget = Logistic.sigmoid(load(gates + units + u))
      let value = Logistic.tanh(load(gates + 2 * units + u)), output = Logistic.sigmoid(load(gates + 3 * units + u))
      var c = input * value
      if let before { c += forget * load(before + u) }
      let t = Logistic.tanh(c)
      store(input, gates + u)
      store(forget, gates + units + u)
      store(value, gates + 2 * units + u)
      store(output, gates + 3 * units + u)
      store(c, cell + u)
      store(t, bounded + u)
      store(output * t, state + u)
    }
  }

  /// Given the gradient of h in `state` and that of c′ in `cell`, writes that of the gates' sums to `slopes` (4U) and that of c to `cell`.
  @inline(__always)
  func backward(
    _ gates: UnsafePointer<Float>, before: UnsafePointer<Float>?, bounded: UnsafePointer<Float>, state: UnsafePointer<Float>,
    cell: UnsafeMutablePointer<Float>, slopes: UnsafeMutablePointer<Float>
  ) {
    for u in stride(from: 0, to: units, by: 8) {
      let input = load(gates + u), forget = load(gates + units + u)
      let value = load(gates + 2 * units + u), output = load(gates + 3 * units + u)
      let t = load(bounded + u), dh = load(state + u)
      let dc = load(cell + u) + dh * output * (1 - t * t)
      store(dc * value * input * (1 - input), slopes + u)
      let old = before.map { load($0 + u) } ?? SIMD8()
      store(dc * old * forget * (1 - forget), slopes + units + u)
      store(dc * input * (1 - value * value), slopes + 2 * units + u)
      store(dh * t * output * (1 - output), slopes + 3 * units + u)
      store(dc * forget, cell + u)
    }
  }

  @inline(__always) private func load(_ from: UnsafePointer<Float>) -> SIMD8<Float> { MatrixProduct.load(from) }

  @inline(__always) private func store(_ value: SIMD8<Float>, _ to: UnsafeMutablePointer<Float>) { MatrixProduct.store(value, to) }
}
