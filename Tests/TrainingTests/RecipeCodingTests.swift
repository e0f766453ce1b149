import Datasets
import Engine
import FoundationEssentials
import Networks
import Testing
import Training

@Suite struct RecipeCodingTests {
  private let recipe = Recipe(
    optimizer: Optimizer(.sgd(SGD())), schedule: Schedule(.linear, peak: 0.2), batch: 8,
    goal: .classification(Classification(labelSmoothing: 0.1)),
    augmentation: Augmentation(padding: 2, flips: true), idle: .decayed)

  @Test func whatIsWrittenIsReadBack() throws {
    #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe)) == recipe)
  }

  @Test func smoothingAugmentationAndIdleHaveDefaults() throws {
    let text = #"{"optimizer": {"name": "sgd"}, "schedule": {"shape": "linear", "peak": 0.2}, "batch": 8}"#
    var plain = recipe
    (plain.goal, plain.augmentation, plain.idle) = (.classification(Classification()), .none, .frozen)
    #expect(try JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) == plain)
  }
}
