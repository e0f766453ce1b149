package import Datasets
package import Spaces

extension Space {
  /// Throws `data` where images have another size or other classes than the space: they would not fit the arena.
  package func accept(_ data: PreparedImages) throws(TrainingError) {
    let shape = ImageShape(height: data.height, width: data.width, channels: data.channels)
    guard shape == input, data.classes == classes else {
      throw .data(space: name, wanted: input, classes: classes, given: shape, givenClasses: data.classes)
    }
  }
}
