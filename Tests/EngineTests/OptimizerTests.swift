import Engine
import Glibc
import Testing

/// Each rule against PyTorch's formulae in Double, over several steps, on lengths that fill no vector.
@Suite struct OptimizerTests {
  private let rates = [0.1, 0.05, 0.2]

  /// Weights after three steps of two parameters, the engine's and the exact ones.
  private func train(_ optimizer: Optimizer, level: KernelLevel = .best, _ exact: (_ step: Int, inout Exact) -> Void) throws {
    var table = ParameterTable()
    let parameters = [table.add("w", 61, .normal(deviation: 1), .weight), table.add("b", 5, .normal(deviation: 1), .bias)]
    let executor = try Executor(
      Executor.Room(images: 1, activations: 0, parameters: table.count, statistics: 0, needs: Needs(), threads: 3, keepsSquares: true),
      level: level)
    let memory = executor.contents
    table.initialize(memory, Bench().random)
    var all = parameters.map { p in Exact(kind: p.kind, w: p.range.map { Double(memory.parameters[$0]) }) }
    for (step, rate) in rates.enumerated() {
      for (i, parameter) in parameters.enumerated() {
        for k in 0..<parameter.count {
          let gradient = Float(sin(Double(7 * step + 3 * k + i)))
          memory.gradients[parameter.range.lowerBound + k] = gradient
          all[i].g[k] = Double(gradient)
        }
      }
      let norm = all.reduce(0) { $0 + $1.g.reduce(0) { $0 + $1 * $1 } }.squareRoot()
      #expect(abs(Optimizer.norm(memory, parameters) - norm) < 1e-9 * norm)
      for i in all.indices {
        switch optimizer.clipping {
        case .none: break
        case .norm(let limit): all[i].g = all[i].g.map { $0 * min(1, limit / (norm + 1e-6)) }
        case .value(let limit): all[i].g = all[i].g.map { min(max($0, -limit), limit) }
        }
        exact(step, &all[i])
      }
      optimizer.update(executor, parameters, counts: [step + 1, step + 1], rate: rate)
      for (i, parameter) in parameters.enumerated() {
        for k in 0..<parameter.count {
          #expect(abs(Double(memory.parameters[parameter.range.lowerBound + k]) - all[i].w[k]) < 1e-6)
          #expect(memory.gradients[parameter.range.lowerBound + k] == 0)
        }
      }
    }
  }

  struct Exact {
    let kind: Parameter.Kind
    var w: [Double], g: [Double], v: [Double], m: [Double]

    init(kind: Parameter.Kind, w: [Double]) {
      self.kind = kind
      self.w = w
      let zero = w.map { _ in 0.0 }
      (g, v, m) = (zero, zero, zero)
    }
  }

  @Test(arguments: [false, true], [Optimizer.Clipping.none, .norm(2), .norm(1e6), .value(0.3)])
  func sgdIsPyTorchs(nesterov: Bool, clipping: Optimizer.Clipping) throws {
    for (level, decaysAll) in KernelLevel.allCases.filter(\.isAvailable).flatMap({ [($0, true), ($0, false)] }) {
      let sgd = SGD(momentum: 0.9, decay: 0.01, nesterov: nesterov)
      try train(Optimizer(.sgd(sgd), clipping: clipping, decaysAll: decaysAll), level: level) { step, p in
        for k in p.w.indices {
          let g = p.g[k] + (decaysAll || p.kind == .weight ? 0.01 : 0) * p.w[k]
          p.v[k] = 0.9 * p.v[k] + g
          p.w[k] -= rates[step] * (nesterov ? g + 0.9 * p.v[k] : p.v[k])
        }
      }
    }
  }

  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable)) func adamIsPyTorchs(level: KernelLevel) throws {
    try train(Optimizer(.adam(Adam(decay: 0.02))), level: level) { step, p in
      for k in p.w.indices {
        let g = p.g[k] + 0.02 * p.w[k]
        p.m[k] = 0.9 * p.m[k] + 0.1 * g
        p.v[k] = 0.999 * p.v[k] + 0.001 * g * g
        let m = p.m[k] / (1 - pow(0.9, Double(step + 1))), v = p.v[k] / (1 - pow(0.999, Double(step + 1)))
        p.w[k] -= rates[step] * m / (v.squareRoot() + 1e-8)
      }
    }
  }

  @Test func parametersThatAreNotNamedStay() throws {
    var bench = Bench(images: 4)
    let x = bench.source(2, 2, 3), w = bench.weights(3), off = bench.weights(3), z = bench.view(2, 2, 1)
    bench.add(Pointwise(x, weights: w, output: z))
    bench.probe(z)
    let executor = try bench.executor(), memory = executor.contents, before = off.range.map { memory.parameters[$0] }
    let trained = w.range.map { memory.parameters[$0] }
    _ = bench.run(executor)
    Optimizer(.sgd(SGD(decay: 0.1))).update(executor, bench.plan.touched, rate: 0.1)
    #expect(off.range.map { memory.parameters[$0] } == before)
    #expect(w.range.map { memory.parameters[$0] } != trained)
  }
}
