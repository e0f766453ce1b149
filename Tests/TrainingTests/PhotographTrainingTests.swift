import Datasets
import Engine
import Fixtures
import Imaging
import Networks
import Spaces
import Strategies
import Testing
import Training

/// Supernets on photographs of a folder, cropped and coloured at random, decoded by threads ahead of the trainer.
@Suite struct PhotographTrainingTests {
  private static let space = Space.nasBenchMacro(
    name: "small", input: ImageShape(height: 12, width: 12, channels: 3), classes: 2, stem: 4, widths: [8, 12], depths: [1, 2], head: 16)
  private let photographs: PhotographFolder, data: PreparedData

  init() throws {
    photographs = try PhotographFolder([("train", [15, 15]), ("val", [4, 4])])
    let source = ImageFolderSource(
      set: "made", folder: photographs.folder.path, view: Preprocessing(.torchvision, resize: 14, crop: 12), classes: 2, training: 30,
      test: 8)
    data = try PreparedData(try Dataset.load(.imageFolder(source)), SplitSpec(validation: 10, recalibration: 8, seed: 1))
  }

  private func train(threads: Int, stop: Int? = nil) throws -> Snapshot {
    let recipe = Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4))), schedule: Schedule(.cosine, peak: 0.05), batch: 6,
      augmentation: Augmentation(flips: true, resizedCrop: RandomResizedCrop(), jitter: ColorJitter()))
    func start() throws -> Trainer<UniformSampling> {
      try Trainer(Self.space, Classification(), UniformSampling(), recipe, passes: 11, images: data.training, seed: 3, threads: threads)
    }
    var trainer = try start()
    while !trainer.isDone {
      if trainer.progress.steps == stop {
        let state = try trainer.state()
        trainer = try start()
        try trainer.resume(state)
      }
      try trainer.step()
    }
    return trainer.snapshot()
  }

  /// Three batches an epoch: stops within and between epochs.
  @Test(arguments: [1, 3, 8]) func aResumedRunEndsWithTheSameBitsOnAnyThreads(stop: Int) throws {
    #expect(try train(threads: 2, stop: stop) == train(threads: 1))
  }

  private func inMemory(_ images: PreparedImages) throws -> PreparedImages {
    let folder = try ImageFolder(photographs.folder["train"]), view = Preprocessing(.torchvision, resize: 14, crop: 12)
    let pixels = try images.indices.flatMap { view.image(try RGBImage(reading: folder.file($0))).pixels }
    let set = ImageSet(height: 12, width: 12, channels: 3, classes: 2, pixels: pixels, labels: images.raw.labels)
    return PreparedImages(set, images.indices, images.moments)
  }

  @Test func scoresAreThoseOfTheSamePixelsInMemory() throws {
    let path = [1, 0, 2], weights = try train(threads: 1)
    func scores(_ images: PreparedImages, _ recalibration: PreparedImages) throws -> [Double] {
      var scorer = try Scorer(Self.space, Classification(), weights, .recalibrated(images: 8), threads: 2), sums: [Double] = []
      try scorer.score([Subnet(path: path), Subnet(path: [2, 1, 1])], on: images, recalibration: recalibration, blocks: 2) {
        sums += $0.sums + [$0.loss]
      }
      return sums
    }
    let found = try scores(data.validation, data.recalibration)
    #expect(try scores(inMemory(data.validation), inMemory(data.recalibration)) == found && found.count == 6)
  }
}
