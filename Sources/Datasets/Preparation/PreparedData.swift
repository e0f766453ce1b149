/// All splits of a data set, shrunk, with one normalisation: what training and evaluation read.
///
///     let data = try Dataset.load(.fashionMNIST())
///     let images = try PreparedData(data, SplitSpec(training: 10_000, validation: 2_000), Preparation(height: 14, width: 14))
///     var batches = try Batches(images.training, size: 64, stream: RandomStream(seed: 1, "images"))
public struct PreparedData: Sendable {
  /// The splits of protocol, section 1; recalibration images are training images, unaugmented.
  public let training, validation, recalibration, test: PreparedImages

  init(training: PreparedImages, validation: PreparedImages, recalibration: PreparedImages, test: PreparedImages) {
    (self.training, self.validation, self.recalibration, self.test) = (training, validation, recalibration, test)
  }

  /// In the order of the initialiser.
  var splits: [PreparedImages] { [training, validation, recalibration, test] }

  /// Takes some milliseconds for 10,000 images; the data set itself is not needed after.
  public init(_ data: Dataset, _ spec: SplitSpec, _ preparation: Preparation = Preparation()) throws(DatasetError) {
    let splits = try Splits(spec, of: data)
    let trained = try preparation.shrink(data.training, splits.training)
    guard trained.count > 0 else { throw .invalid(field: "splits.training", reason: "no image is left to train on") }
    let moments = try preparation.checkedMoments(channels: trained.channels) ?? trained.moments
    training = PreparedImages(trained, splits.training, moments)
    validation = PreparedImages(try preparation.shrink(data.training, splits.validation), splits.validation, moments)
    recalibration = PreparedImages(try preparation.shrink(data.training, splits.recalibration), splits.recalibration, moments)
    test = PreparedImages(try preparation.shrink(data.test, splits.test), splits.test, moments)
  }
}
