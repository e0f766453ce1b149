import Datasets
import Engine
import Spaces
import Training

/// A small chain and small synthetic images: everything the tests of this target train and score.
enum Samples {
  static let space = Space.nasBenchMacro(
    name: "small", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: 4, widths: [8, 12, 16], depths: [2, 2, 2],
    head: 24,
    activation: .relu6)

  static func recipe(rate: Double = 0.05, idle: Recipe.Idle = .frozen) -> Recipe {
    Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4))), schedule: Schedule(.cosine, peak: rate), batch: 16,
      augmentation: Augmentation(padding: 1, flips: true), idle: idle)
  }

  static func images(_ side: Int = 9) throws -> PreparedData {
    let source = SyntheticImages(seed: 1, training: 480, test: 160, height: side, width: side, channels: 1, classes: 4)
    return try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(validation: 80, recalibration: 40, seed: 1))
  }
}
