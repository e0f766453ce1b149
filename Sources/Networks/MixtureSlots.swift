internal import Engine
internal import Spaces

/// Where passes read the weights and gains of a mixture, and where backward leaves what it found for them: one Double each. Plans hold the
/// slots and never the numbers, so that a mixture that moved needs no new plan.
struct MixtureSlots: Sendable {
  /// [choices][candidates]: the weight times the choice's gain.
  let weights, weightGradients: [[ScalarSlot]]
  /// [choices]: the gain itself, which weighs what edges let pass around their operations (PC-DARTS's other channels).
  let gains, gainGradients: [ScalarSlot]

  /// Reserves all of a space's slots, also where its passes are never weighted: offsets are the same then.
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

  /// Called before each pass under a mixture. The products are taken in Double.
  func set(_ mixture: Mixture, _ memory: Memory) {
    for (choice, slots) in weights.enumerated() {
      for (k, slot) in slots.enumerated() { slot.set(mixture.gains[choice] * mixture.weights[choice][k], memory) }
      gains[choice].set(mixture.gains[choice], memory)
    }
  }

  /// What backward added up, by the product rule: d/d(weight) = gain · d, d/d(gain) = Σ weight · d + what came past, with d the slot's. All
  /// slots are 0 afterwards, ready for the next pass. `mixture` is the one that was set.
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
