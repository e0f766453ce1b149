package import Datasets
package import Networks
package import Spaces

extension Space {
  /// Throws `data` where images have another size or other classes than the space, and `targets` where they have not the larger images that the
  /// task compares with: they would not fit the arena.
  package func accept(_ data: PreparedImages, for task: any Task) throws(TrainingError) {
    let shape = ImageShape(height: data.height, width: data.width, channels: data.channels)
    let larger = data.factor.map { ImageShape(height: $0 * shape.height, width: $0 * shape.width, channels: shape.channels) }
    switch task.targets(of: self) {
    case .labels(let wanted):
      guard larger == nil else { throw .targets(space: name, wanted: nil, given: larger) }
      guard shape == input, data.classes == wanted else {
        throw .data(space: name, wanted: input, classes: wanted, given: shape, givenClasses: data.classes)
      }
    case .images(let image):
      guard shape == input, larger == image else { throw .targets(space: name, wanted: image, given: larger) }
    }
  }
}
