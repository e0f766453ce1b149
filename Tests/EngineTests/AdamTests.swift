import Engine
import Glibc
import Testing

@Suite struct AdamTests {
  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable)) func adamIsPyTorchs(level: KernelLevel) throws {
    try Steps().hold(Optimizer(.adam(Adam(decay: 0.02))), level: level) { step, p in
      for k in p.w.indices {
        let g = p.g[k] + 0.02 * p.w[k]
        p.m[k] = 0.9 * p.m[k] + 0.1 * g
        p.v[k] = 0.999 * p.v[k] + 0.001 * g * g
        let m = p.m[k] / (1 - pow(0.9, Double(step + 1))), v = p.v[k] / (1 - pow(0.999, Double(step + 1)))
        p.w[k] -= Steps().rates[step] * m / (v.squareRoot() + 1e-8)
      }
    }
  }
}
