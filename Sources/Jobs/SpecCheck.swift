internal import Strategies
internal import Training

/// What a spec may not ask for: numbers that no job could work with, and the arithmetic of another version.
extension JobSpec {
  /// Throws `WorkError.spec` with the field that is wrong.
  func check() throws(WorkError) {
    switch self {
    case .supernet(let spec):
      try Self.check(numerics: spec.numerics, seed: spec.seed, spec.recipe)
      for passes in spec.snapshots where !(0...spec.recipe.passes).contains(passes) {
        throw .spec(reason: "snapshots: \(passes) passes are not in 0 … \(spec.recipe.passes), the recipe's")
      }
    case .evaluation(let spec):
      try Self.check(numerics: spec.numerics, blocks: spec.blocks)
      guard spec.inclusion.count == spec.architectures.count else {
        throw .spec(reason: "inclusion: \(spec.inclusion.count) probabilities for \(spec.architectures.count) architectures")
      }
      guard !spec.architectures.isEmpty else { throw .spec(reason: "architectures: none is given") }
    case .standAlone(let spec):
      try Self.check(numerics: spec.numerics, blocks: spec.blocks)
      try Self.check(numerics: spec.numerics, seed: spec.seed, spec.recipe)
    case .relaxation(let spec):
      try Self.check(numerics: spec.numerics, seed: spec.seed, spec.recipe)
      guard type(of: spec.strategy.strategy).relaxes else {
        throw .spec(reason: "strategy: \(spec.strategy.name.rawValue) has no mixture to search by; a supernet job trains it")
      }
      for (field, value) in [("followed", spec.followed), ("random", spec.random)] where value < (field == "followed" ? 1 : 0) {
        throw .spec(reason: "\(field): \(value) is too few")
      }
    }
  }

  private static func check(numerics: Int, blocks: Int) throws(WorkError) {
    guard numerics == JobSpec.numerics else { throw .numerics(found: numerics, expected: JobSpec.numerics) }
    guard blocks > 0 else { throw .spec(reason: "blocks: \(blocks) is less than 1") }
  }

  private static func check(numerics: Int, seed: Int, _ recipe: Recipe) throws(WorkError) {
    guard numerics == JobSpec.numerics else { throw .numerics(found: numerics, expected: JobSpec.numerics) }
    for (field, value, least) in [("seed", seed, 0), ("recipe.batch", recipe.batch, 1), ("recipe.passes", recipe.passes, 1)]
    where value < least {
      throw .spec(reason: "\(field): \(value) is less than \(least)")
    }
  }
}
