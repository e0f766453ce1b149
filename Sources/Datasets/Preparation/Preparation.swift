/// What is done once to all images before any net sees them: downscaling and normalisation. Photographs of a folder have a
/// `Preprocessing` instead, whose crop is their size and whose moments count where none are given.
public struct Preparation: Codable, Hashable, Sendable {
  /// The size to shrink to by area averaging; nil keeps the data's own.
  public var height, width: Int?
  /// What to normalise by, a value a channel; nil takes the moments of the training split after downscaling.
  public var moments: PixelMoments?
  /// How many times as high and wide as what nets see the images are: nets are shown smaller versions, bicubic with antialiasing as Pillow
  /// makes them, and are to give the images themselves. Nil where classes are wanted.
  public var upscaling: Int?

  public init(height: Int? = nil, width: Int? = nil, moments: PixelMoments? = nil, upscaling: Int? = nil) {
    self.upscaling = upscaling
    self.height = height
    self.width = width
    self.moments = moments
  }

  /// The images of these indices, shrunk.
  func shrink(_ set: ImageSet, _ indices: [Int]) throws(DatasetError) -> ImageSet {
    if case .files(let files) = set.content {
      guard upscaling == nil else { throw .invalid(field: "preparation.upscaling", reason: "photographs by class have no larger version") }
      guard [height, width].allSatisfy({ $0 == nil || $0 == files.preprocessing.crop }) else {
        throw .invalid(field: "preparation", reason: "photographs have the size of their crop: leave out height and width")
      }
      return ImageSet(files[indices], classes: set.classes)
    }
    if case .patches(let patches) = set.content {
      guard height == nil, width == nil, upscaling == nil, moments == nil else {
        throw .invalid(field: "preparation", reason: "patches of photographs are what the source says: leave all of it out")
      }
      return ImageSet(patches[indices])
    }
    let toHeight = height ?? set.height, toWidth = width ?? set.width
    for (field, size, limit) in [("height", toHeight, set.height), ("width", toWidth, set.width)] where !(1...limit).contains(size) {
      throw .invalid(field: "preparation.\(field)", reason: "\(size) is not in 1 … \(limit): images are shrunk, never enlarged")
    }
    let scaling = Downscaling(height: set.height, width: set.width, channels: set.channels, toHeight: toHeight, toWidth: toWidth)
    let size = toHeight * toWidth * set.channels
    let pixels = [UInt8](unsafeUninitializedCapacity: indices.count * size) { output, filled in
      set.pixels.withUnsafeBufferPointer { input in
        guard let source = input.baseAddress, let target = output.baseAddress else { return }
        for image in indices {
          if size == set.imageSize {
            (target + filled).initialize(from: source + image * size, count: size)
          } else {
            scaling.shrink(source + image * set.imageSize, into: target + filled)
          }
          filled += size
        }
      }
    }
    let whole = ImageSet(
      height: toHeight, width: toWidth, channels: set.channels, classes: set.classes, pixels: pixels, labels: indices.map { set.labels[$0] }
    )
    return try upscaling.map { (factor) throws(DatasetError) in try whole.reduced(by: factor) } ?? whole
  }

  /// The moments given, one a channel, finite and above 0 where they divide.
  func checkedMoments(channels: Int) throws(DatasetError) -> PixelMoments? {
    guard let moments else { return nil }
    guard moments.mean.count == channels, moments.standardDeviation.count == channels else {
      throw .invalid(field: "preparation.moments", reason: "images have \(channels) channels: give so many means and deviations")
    }
    guard moments.mean.allSatisfy(\.isFinite), moments.standardDeviation.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw .invalid(field: "preparation.moments", reason: "means must be finite and deviations above 0")
    }
    return moments
  }
}
