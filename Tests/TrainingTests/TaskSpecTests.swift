import Datasets
import Engine
import FoundationEssentials
import Networks
import Spaces
import Strategies
import Testing
import Training

@Suite struct TaskSpecTests {
  private func recipe(_ goal: TaskSpec) -> Recipe {
    Recipe(optimizer: Optimizer(.adam(Adam())), schedule: Schedule(.constant, peak: 0.001), batch: 8, goal: goal)
  }

  @Test func classificationIsWrittenAsItsSmoothingAlone() throws {
    let recipe = recipe(.classification(Classification(labelSmoothing: 0.1))),
      text = String(decoding: try JSONEncoder().encode(recipe), as: UTF8.self)
    #expect(text.contains(#""labelSmoothing":0.1"#) && !text.contains("task"))
    #expect(try JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) == recipe)
  }

  @Test func superResolutionIsWrittenByItsName() throws {
    let recipe = recipe(.superResolution(SuperResolution())), text = String(decoding: try JSONEncoder().encode(recipe), as: UTF8.self)
    #expect(text.contains("super-resolution") && !text.contains("labelSmoothing") && recipe.task is SuperResolution)
    #expect(try JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) == recipe)
    let smoothed = text.replacing(#""batch":8"#, with: #""batch":8,"labelSmoothing":0.1"#)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Recipe.self, from: Data(smoothed.utf8)) }
  }

  /// What a task compares with must be there.
  @Test func imagesWithoutLargerOnesTrainNoNetThatEnlarges() throws {
    let space = Space.smallSuperResolution(input: ImageShape(height: 8, width: 8, channels: 1))
    func images(_ preparation: Preparation) throws -> PreparedImages {
      let source = SyntheticImages(training: 40, test: 10, height: 16, width: 16)
      return try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(validation: 8, recalibration: 4), preparation).training
    }
    func train(_ task: any Task, _ preparation: Preparation) throws {
      let net = space.restricted(to: Architecture(path: [0, 0, 0]))
      var trainer = try Trainer(
        net, task, UniformSampling(), recipe(.superResolution(SuperResolution())), passes: 1, images: try images(preparation), seed: 1,
        threads: 1)
      try trainer.step()
    }
    try train(SuperResolution(), Preparation(upscaling: 2))
    let error = #expect(throws: TrainingError.self) { try train(SuperResolution(), Preparation(height: 8, width: 8)) }
    #expect(error?.description.contains("upscaling") == true)
    #expect(throws: TrainingError.self) { try train(SuperResolution(), Preparation(upscaling: 4)) }
  }
}
