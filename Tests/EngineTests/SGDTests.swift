import Engine
import Testing

@Suite struct SGDTests {
  @Test(arguments: [false, true], [Optimizer.Clipping.none, .norm(2), .norm(1e6), .value(0.3)])
  func sgdIsPyTorchs(nesterov: Bool, clipping: Optimizer.Clipping) throws {
    for (level, decaysAll) in KernelLevel.allCases.filter(\.isAvailable).flatMap({ [($0, true), ($0, false)] }) {
      let sgd = SGD(momentum: 0.9, decay: 0.01, nesterov: nesterov)
      try Steps().hold(Optimizer(.sgd(sgd), clipping: clipping, decaysAll: decaysAll), level: level) { step, p in
        for k in p.w.indices {
          let g = p.g[k] + (decaysAll || p.kind == .weight ? 0.01 : 0) * p.w[k]
          p.v[k] = 0.9 * p.v[k] + g
          p.w[k] -= Steps().rates[step] * (nesterov ? g + 0.9 * p.v[k] : p.v[k])
        }
      }
    }
  }
}
