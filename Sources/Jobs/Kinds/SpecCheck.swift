internal import Training

/// What no spec may ask for, whatever its kind. Each throws `WorkError.spec` with the field that is wrong.
enum SpecCheck {
  static func atLeast(_ least: Int, _ value: Int, _ field: String) throws(WorkError) {
    guard value >= least else { throw .spec(reason: "\(field): \(value) is less than \(least)") }
  }

  /// Of a training.
  static func training(seed: Int, _ recipe: Recipe, passes: Int) throws(WorkError) {
    try atLeast(0, seed, "seed")
    try atLeast(1, recipe.batch, "recipe.batch")
    try atLeast(1, passes, "passes")
  }

  /// Images that are counted in equal blocks.
  static func blocks(_ blocks: Int, of images: Int) throws(WorkError) {
    guard images % blocks == 0 else { throw .spec(reason: "blocks: \(images) images do not make \(blocks) equal blocks") }
  }
}
