internal import Digests
internal import Streams

/// Seeded images with a pattern for each class, so that tests see accuracy rise without any file.
///
/// A class is a grid of random intensities, smoothly enlarged; an image is the pattern of its class, shifted by up to an
/// eighth of its size, mixed with the pattern of another class and with noise. Labels go round: image i has class i mod classes.
public struct SyntheticImages: Codable, Hashable, Sendable {
  /// Fixes patterns, shifts and noise.
  public var seed: UInt64
  /// How many images each set has.
  public var training, test: Int
  /// The shape of each image, and how many patterns there are.
  public var height, width, channels, classes: Int

  public init(
    seed: UInt64 = 1, training: Int = 1_000, test: Int = 500, height: Int = 8, width: Int = 8, channels: Int = 1, classes: Int = 10
  ) {
    self.seed = seed
    self.training = training
    self.test = test
    self.height = height
    self.width = width
    self.channels = channels
    self.classes = classes
  }

  /// Both sets, from the same patterns.
  func dataset() throws(DatasetError) -> Dataset {
    let positive = [("training", training), ("test", test), ("height", height), ("width", width), ("channels", channels)]
    for (field, value) in positive where !(1...1_000_000).contains(value) {
      throw .invalid(field: "synthetic.\(field)", reason: "\(value) is not in 1 … 1000000")
    }
    guard (2...256).contains(classes) else { throw .invalid(field: "synthetic.classes", reason: "\(classes) is not in 2 … 256") }
    let pixels = height.multipliedReportingOverflow(by: width * channels)
    guard !pixels.overflow, pixels.partialValue <= 1 << 20, pixels.partialValue * (training + test + classes) <= 1 << 32 else {
      throw .invalid(field: "synthetic", reason: "height × width × channels × images is above 4 GB: ask for fewer or smaller images")
    }
    let stream = RandomStream(seed: seed, "synthetic"), patterns = (0..<classes).map { pattern(stream.child("class").child($0)) }
    let sets = [("training", training), ("test", test)].map { images($0.1, patterns, stream.child($0.0)) }
    let files = zip(["training", "test"], sets).map { name, set in
      let bytes = set.labels.map { UInt8($0) } + set.pixels
      return SourceFile(name: "\(name)-\(height)x\(width)x\(channels)-\(classes)", bytes: bytes.count, digest: Digest(of: bytes))
    }
    return Dataset(name: "synthetic", training: sets[0], test: sets[1], files: files)
  }

  /// One set of so many images.
  private func images(_ count: Int, _ patterns: [[Double]], _ stream: RandomStream) -> ImageSet {
    let size = height * width * channels
    let labels = (0..<count).map { UInt16($0 % classes) }
    let pixels = [UInt8](unsafeUninitializedCapacity: count * size) { output, filled in
      for image in 0..<count {
        var random = stream.child(image)
        let label = image % classes, other = (label + 1 + random.below(classes - 1)) % classes
        let down = random.below(2 * (height / 8) + 1) - height / 8, right = random.below(2 * (width / 8) + 1) - width / 8
        for y in 0..<height {
          for x in 0..<width {
            let at = ((y + down + height) % height * width + (x + right + width) % width) * channels
            for channel in 0..<channels {
              // A sum of four bytes is close to normal, with standard deviation 148.
              let bits = random.bits(), noise = Int(bits & 255) + Int(bits >> 8 & 255) + Int(bits >> 16 & 255) + Int(bits >> 24 & 255)
              let value = 128 + 40 * patterns[label][at + channel] + 20 * patterns[other][at + channel] + 0.25 * Double(noise - 510)
              output[filled] = UInt8(max(0, min(255, value.rounded())))
              filled += 1
            }
          }
        }
      }
    }
    return ImageSet(height: height, width: width, channels: channels, classes: classes, pixels: pixels, labels: labels)
  }

  /// height × width × channels values of mean near 0 and deviation near 1: a 4 × 4 grid of normal numbers,
  /// enlarged bilinearly and periodic.
  private func pattern(_ stream: RandomStream) -> [Double] {
    var random = stream
    let grid = (0..<16 * channels).map { _ in random.normal() }
    return (0..<height * width * channels).map { at in
      let channel = at % channels, y = Double(at / channels / width * 4) / Double(height),
        x = Double(at / channels % width * 4) / Double(width)
      let top = Int(y), left = Int(x), down = y - Double(top), right = x - Double(left)
      func value(_ row: Int, _ column: Int) -> Double { grid[(row % 4 * 4 + column % 4) * channels + channel] }
      return (1 - down) * ((1 - right) * value(top, left) + right * value(top, left + 1))
        + down * ((1 - right) * value(top + 1, left) + right * value(top + 1, left + 1))
    }
  }
}
