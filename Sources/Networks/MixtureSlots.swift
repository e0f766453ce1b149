internal import Engine
internal import Spaces

/// Where passes read the weights and gains of a mixture, and where backward leaves what it found for them.
struct MixtureSlots: Sendable {
  /// By choice and candidate: the weight times the choice's gain.
  let weights, weightGradients: [[ScalarSlot]]
  /// By choice, for what its edges let pass.
  let gains, gainGradients: [ScalarSlot]

  init(_ space: Space, _ layout: inout Layout) {
    func slots() -> [[ScalarSlot]] {
      var rows: [[ScalarSlot]] = []
      for choice in space.choices { rows.append(choice.candidates.map { _ in ScalarSlot(&layout) }) }
      return rows
    }
    weights = slots()
    weightGradients = slots()
    gains = space.choices.map { _ in ScalarSlot(&layout) }
    gainGradients = space.choices.map { _ in ScalarSlot(&layout) }
  }

  func set(_ mixture: Mixture, _ memory: Memory) {
    for (choice, slots) in weights.enumerated() {
      for (k, slot) in slots.enumerated() { slot.set(mixture.gains[choice] * mixture.weights[choice][k], memory) }
      gains[choice].set(mixture.gains[choice], memory)
    }
  }

  func takeGradient(of mixture: Mixture, _ memory: Memory) -> Mixture {
    var gradient = mixture
    for (choice, slots) in weightGradients.enumerated() {
      let found = slots.map { $0.value(memory) }, passing = gainGradients[choice]
      gradient.weights[choice] = found.map { mixture.gains[choice] * $0 }
      gradient.gains[choice] = zip(mixture.weights[choice], found).reduce(passing.value(memory)) { $0 + $1.0 * $1.1 }
      for slot in slots + [passing] { slot.set(0, memory) }
    }
    return gradient
  }
}
