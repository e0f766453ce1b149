import Datasets
import Engine
import FoundationEssentials
import Testing
import Training

@Suite struct RecipeCodingTests {
  private let recipe = Recipe(
    optimizer: Optimizer(.sgd(SGD())), schedule: Schedule(.linear, peak: 0.2), batch: 8, labelSmoothing: 0.1,
    augmentation: Augmentation(padding: 2, flips: true), idle: .decayed)

  @Test func whatIsWrittenIsReadBack() throws {
    #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe)) == recipe)
  }

  @Test func smoothingAugmentationAndIdleHaveDefaults() throws {
    let text = #"{"optimizer": {"name": "sgd"}, "schedule": {"shape": "linear", "peak": 0.2}, "batch": 8}"#
    var plain = recipe
    (plain.labelSmoothing, plain.augmentation, plain.idle) = (0, .none, .frozen)
    #expect(try JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) == plain)
  }
}
