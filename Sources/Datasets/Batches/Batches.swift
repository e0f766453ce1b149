public import Streams
internal import Synchronization

/// Shuffled, augmented batches of one split; any batch of any epoch can be had at any time.
///
/// Epoch e's order comes from the stream's child "order" e, an image's augmentation from "augmentation" e and its index in the
/// official set. So what is drawn depends on (epoch, batch) alone: that is all a checkpoint needs. The images that do not fill
/// a last batch are left out of the epoch. Patches of photographs are cut at places of the same stream. Photographs of a folder are decoded ahead of the reader, up to two batches and across epochs.
public struct Batches: Sendable {
  /// What batches are drawn from.
  public let images: PreparedImages
  /// Images of a batch.
  public let size: Int
  /// What happens to each image.
  public let augmentation: Augmentation
  private let augmentations: RandomStream
  private var order: EpochOrder
  /// Decoded photographs by their place in all epochs, each with its number; nil where images are in memory.
  private let decoded: Lookahead<(image: Int, pixels: [UInt8])>?

  /// - Parameter stream: addresses all that is random here; its position does not matter.
  public init(_ images: PreparedImages, size: Int, augmentation: Augmentation = .none, stream: RandomStream) throws(DatasetError) {
    guard (1...max(1, images.count)).contains(size) else {
      throw .invalid(field: "batch", reason: "\(size) is not in 1 … \(images.count), the number of images")
    }
    let isStreamed = if case .files = images.raw.content { true } else { false }
    try augmentation.check(ofPhotographs: isStreamed, areEnlarged: images.factor != nil)
    guard !augmentation.symmetries || images.height == images.width else {
      throw .invalid(field: "augmentation.symmetries", reason: "images of \(images.height) × \(images.width) are no squares")
    }
    self.images = images
    self.size = size
    self.augmentation = augmentation
    let order = EpochOrder(count: images.count, stream.child("order")), augmentations = stream.child("augmentation")
    (self.order, self.augmentations) = (order, augmentations)
    switch images.raw.content {
    case .bytes, .patches: decoded = nil
    case .files(let files):
      let indices = images.indices, length = images.count / size * size
      // Two epochs are read at once where one ends.
      let orders = Mutex([order, order])
      decoded = Lookahead(capacity: PreparedImages.ahead(2 * size, of: images.imageSize)) { (place) throws(DatasetError) in
        let epoch = place / length, image = orders.withLock { $0[epoch % 2].image(place % length, epoch: epoch) }
        return (image, try files.pixels(image, augmentation, augmentations.child(epoch).child(indices[image])))
      }
    }
  }

  /// Whole batches in an epoch.
  public var perEpoch: Int { images.count / size }

  /// How long `fill` has waited for photographs that were not decoded yet.
  public var waited: Duration { decoded?.waited ?? .zero }

  /// Writes one batch; of images in memory, without symmetries, it allocates nothing. Throws where a photograph cannot be decoded.
  ///
  /// - Parameters:
  ///   - batch: 0 ..< perEpoch.
  ///   - images: room for size × height × width × channels values, NHWC.
  ///   - labels: room for size values; nil where no classes are wanted.
  ///   - targets: room for the larger images, factor² times as much as for images; nil where they are not wanted.
  public mutating func fill(
    _ batch: Int, epoch: Int, images output: UnsafeMutablePointer<Float>, labels: UnsafeMutablePointer<Int32>?,
    targets: UnsafeMutablePointer<Float>? = nil
  ) throws(DatasetError) {
    precondition((0..<perEpoch).contains(batch) && epoch >= 0, "batch \(batch) of epoch \(epoch)")
    let stream = augmentations.child(epoch)
    for slot in 0..<size {
      let target = output + slot * images.imageSize, image: Int, pixels: ArraySlice<UInt8>
      var larger: ArraySlice<UInt8>?
      if let decoded {
        let element = try decoded.element((epoch * perEpoch + batch) * size + slot)
        (image, pixels) = (element.image, element.pixels[...])
      } else {
        image = order.image(batch * size + slot, epoch: epoch)
        if case .patches(let patches) = images.raw.content {
          (pixels, larger) = patches.pair(image, stream.child(images.indices[image]))
        } else {
          pixels = images.raw.pixels[image * images.imageSize..<(image + 1) * images.imageSize]
          if targets != nil { larger = images.raw.pair(image).large }
        }
      }
      let own = stream.child(images.indices[image]), symmetry = augmentation.symmetry(own)
      images.fill(
        symmetry?.of(pixels, side: images.width, channels: images.channels)[...] ?? pixels,
        augmentation.draw(height: images.height, width: images.width, own), into: target)
      labels?[slot] = Int32(images.raw.labels[image])
      if let targets {
        guard let larger, let factor = images.factor else { preconditionFailure("these images have no larger ones") }
        PreparedImages.intensities(
          symmetry?.of(larger, side: images.width * factor, channels: images.channels)[...] ?? larger,
          targets + slot * images.raw.largerSize)
      }
    }
  }
}

/// The order of one epoch's images, put right where another epoch is asked for: some milliseconds for a million.
private struct EpochOrder: Sendable {
  private let orders: RandomStream
  private var order: [Int]
  /// The epoch that `order` is of; a negative one has none.
  private var epoch = -1

  init(count: Int, _ orders: RandomStream) { (self.orders, order) = (orders, Array(0..<count)) }

  /// The image at a place of an epoch.
  mutating func image(_ place: Int, epoch: Int) -> Int {
    if epoch != self.epoch {
      var random = orders.child(epoch)
      for at in order.indices { order[at] = at }
      random.shuffle(&order)
      self.epoch = epoch
    }
    return order[place]
  }
}
