/// Height, width and channels of one image or feature map.
public struct ImageShape: Codable, Hashable, Sendable {
  public var height, width, channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Height times width.
  public var positions: Int { height * width }

  /// What a window with "same" padding makes of it: ⌈height/stride⌉ × ⌈width/stride⌉.
  public func strided(by stride: Int, channels: Int) -> ImageShape {
    ImageShape(height: (height - 1) / stride + 1, width: (width - 1) / stride + 1, channels: channels)
  }
}
