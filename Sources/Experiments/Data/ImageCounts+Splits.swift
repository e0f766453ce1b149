public import Datasets
public import Jobs

extension ImageCounts {
  /// How many images each split of a data set has. Throws `ExperimentError.value` where a split asks for more images than are left.
  /// Checked in this order: validation, training, recalibration, test.
  ///
  /// - Parameter isStreamed: whether workers hold few of the images at a time.
  public init(_ spec: SplitSpec, of data: DataOutline, isStreamed: Bool = false) throws(ExperimentError) {
    let left = data.training - spec.validation
    let asked = [
      ("validation", spec.validation, data.training), ("training", spec.training ?? left, left),
      ("recalibration", spec.recalibration, spec.training ?? left), ("test", spec.test ?? data.test, data.test),
    ]
    for (field, count, available) in asked where count > available {
      throw .value(field: "data.split.\(field)", reason: "asks for \(count) images, and \(available) are left")
    }
    self.init(
      training: asked[1].1, validation: asked[0].1, recalibration: asked[2].1, test: asked[3].1,
      bytes: isStreamed ? 100 * (data.training + data.test) + PreparedImages.decodedBytes : data.bytes)
  }
}
