import Strategies
import Testing

@Suite struct ArchitectureParametersTests {
  /// torch.optim.Adam, lr 0.05, betas (0.5, 0.999), weight_decay 0.01, from (1, −2) with gradients (0.3, −0.1), (−0.2, 0.4), (0, 0).
  @Test func threeStepsAreThoseOfPyTorch() {
    var parameters = ArchitectureParameters([[1], [-2]])
    for gradient in [[[0.3], [-0.1]], [[-0.2], [0.4]], [[0.0], [0.0]]] {
      parameters.add(gradient, times: 0.5)
      parameters.add(gradient, times: 0.5)
      parameters.update(.init(rate: 0.05, beta1: 0.5, decay: 0.01))
      #expect(parameters.gradient == [[0], [0]])
    }
    for (row, exact) in zip(parameters.values, [0.9557156770730307, -2.005250977051004]) { #expect(abs(row[0] - exact) < 1e-12) }
  }
}
