public import Streams

/// Shuffled, augmented batches of one split; any batch of any epoch can be had at any time.
///
/// Epoch e's order comes from the stream's child "order" e, an image's augmentation from "augmentation" e and its index in the
/// official set. So what is drawn depends on (epoch, batch) alone: that is all a checkpoint needs. The images that do not fill
/// a last batch are left out of the epoch.
public struct Batches: Sendable {
  /// What batches are drawn from.
  public let images: PreparedImages
  /// Images of a batch.
  public let size: Int
  /// What happens to each image.
  public let augmentation: Augmentation
  private let orders, augmentations: RandomStream
  /// Epoch `ordered`'s order; a negative epoch has none.
  private var order: [Int]
  private var ordered = -1

  /// - Parameter stream: addresses all that is random here; its position does not matter.
  public init(_ images: PreparedImages, size: Int, augmentation: Augmentation = .none, stream: RandomStream) throws(DatasetError) {
    guard (1...max(1, images.count)).contains(size) else {
      throw .invalid(field: "batch", reason: "\(size) is not in 1 … \(images.count), the number of images")
    }
    try augmentation.check()
    self.images = images
    self.size = size
    self.augmentation = augmentation
    orders = stream.child("order")
    augmentations = stream.child("augmentation")
    order = Array(0..<images.count)
  }

  /// Whole batches in an epoch.
  public var perEpoch: Int { images.count / size }

  /// Writes one batch; allocates nothing.
  ///
  /// - Parameters:
  ///   - batch: 0 ..< perEpoch.
  ///   - images: room for size × height × width × channels values, NHWC.
  ///   - labels: room for size values.
  public mutating func fill(
    _ batch: Int, epoch: Int, images output: UnsafeMutablePointer<Float>, labels: UnsafeMutablePointer<Int32>
  ) {
    precondition((0..<perEpoch).contains(batch) && epoch >= 0, "batch \(batch) of epoch \(epoch)")
    arrange(epoch)
    let stream = augmentations.child(epoch)
    for slot in 0..<size {
      let image = order[batch * size + slot], target = output + slot * images.imageSize
      if augmentation == .none {
        images.fill(image..<image + 1, images: target, labels: labels + slot)
      } else {
        let draw = augmentation.draw(height: images.height, width: images.width, stream.child(images.indices[image]))
        images.fill(image, draw, into: target)
        labels[slot] = Int32(images.raw.labels[image])
      }
    }
  }

  /// Puts `order` into that of an epoch: under a millisecond, once an epoch.
  private mutating func arrange(_ epoch: Int) {
    guard epoch != ordered else { return }
    var random = orders.child(epoch)
    for at in order.indices { order[at] = at }
    random.shuffle(&order)
    ordered = epoch
  }
}
