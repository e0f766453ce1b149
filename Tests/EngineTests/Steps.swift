import Engine
import Glibc
import Testing

/// An optimiser rule held against its formula in Double, over three steps of two parameters whose lengths fill no vector.
struct Steps {
  let rates = [0.1, 0.05, 0.2]

  /// Weights after three steps of two parameters, the engine's and the exact ones.
  func hold(_ optimizer: Optimizer, level: KernelLevel = .best, _ exact: (_ step: Int, inout Exact) -> Void) throws {
    var table = ParameterTable()
    let parameters = [table.add("w", [61], .normal(deviation: 1), .weight), table.add("b", [5], .normal(deviation: 1), .bias)]
    let executor = try Executor(
      Executor.Capacity(
        images: 1, activations: Layout(), parameters: table.count, statistics: 0, needs: Needs(), threads: 3, keepsSquares: true),
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
}
