internal import Digests
internal import Imaging
internal import Streams

/// Squares of photographs with what nets are to make of them: each photograph gives a fixed number, at random places in every epoch of a training
/// and at places that are evenly spaced where nets are scored.
public struct PhotographPatches: Sendable {
  /// A photograph and its smaller version, as bytes in NHWC order; of one channel luma from 16 to 235.
  struct Photograph: Sendable {
    let height: Int, width: Int
    let small: [UInt8], large: [UInt8]
  }

  let photographs: [Photograph]
  /// How many times as high and wide what nets are to give is; the side of what they see; patches of a photograph.
  let factor: Int, side: Int, perPhotograph: Int, channels: Int
  /// Each stands for the patch of this number: photograph by photograph.
  private let indices: [Int]

  var count: Int { indices.count }

  /// Those of these numbers among them.
  subscript(_ numbers: [Int]) -> PhotographPatches { PhotographPatches(self, numbers.map { indices[$0] }) }

  private init(_ whole: PhotographPatches, _ indices: [Int]) {
    (photographs, factor, side) = (whole.photographs, whole.factor, whole.side)
    (perPhotograph, channels, self.indices) = (whole.perPhotograph, whole.channels, indices)
  }

  /// All photographs of a folder, decoded. Throws `DatasetError` where one cannot be, or is smaller than a patch.
  init(_ pairs: ImagePairs, side: Int, perPhotograph: Int, channels: Int) throws(DatasetError) {
    precondition(channels == 1 || channels == 3, "luma or RGB")
    var photographs: [Photograph] = []
    for number in 0..<pairs.count {
      let (low, high) = try pairs.images(number)
      guard min(low.height, low.width) >= side else {
        throw .malformed(
          file: "\(pairs.path)/\(pairs.names[number])",
          reason: "its small version has \(low.height) × \(low.width) pixels, a patch \(side) × \(side)",
          remedy: "take it out of the folder, or take smaller patches")
      }
      func bytes(_ image: RGBImage) -> [UInt8] { channels == 1 ? Luma(image).values : image.pixels }
      photographs.append(Photograph(height: low.height, width: low.width, small: bytes(low), large: bytes(high)))
    }
    self.photographs = photographs
    (factor, self.side, self.perPhotograph, self.channels) = (pairs.factor, side, perPhotograph, channels)
    indices = Array(0..<photographs.count * perPhotograph)
  }

  /// As evaluation sees it: the k-th of n stands in the k-th cell of a grid of ⌈√n⌉ columns over the photograph.
  func pair(_ image: Int) -> (small: ArraySlice<UInt8>, large: ArraySlice<UInt8>) {
    let photograph = photographs[indices[image] / perPhotograph], number = indices[image] % perPhotograph
    var columns = 1
    while columns * columns < perPhotograph { columns += 1 }
    let rows = (perPhotograph + columns - 1) / columns
    func place(_ at: Int, of count: Int, _ room: Int) -> Int { count > 1 ? at * room / (count - 1) : room / 2 }
    return cut(
      photograph, top: place(number / columns, of: rows, photograph.height - side),
      left: place(number % columns, of: columns, photograph.width - side))
  }

  /// As training sees it.
  ///
  /// - Parameter stream: the patch's own in its epoch.
  func pair(_ image: Int, _ stream: RandomStream) -> (small: ArraySlice<UInt8>, large: ArraySlice<UInt8>) {
    let photograph = photographs[indices[image] / perPhotograph]
    var random = stream.child("patch")
    return cut(photograph, top: random.below(photograph.height - side + 1), left: random.below(photograph.width - side + 1))
  }

  private func cut(_ own: Photograph, top: Int, left: Int) -> (small: ArraySlice<UInt8>, large: ArraySlice<UInt8>) {
    func square(_ pixels: [UInt8], width: Int, times: Int) -> ArraySlice<UInt8> {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(times * times * side * side * channels)
      let first = times * left * channels, length = times * side * channels, line = width * channels
      for row in times * top..<times * (top + side) { bytes += pixels[row * line + first..<row * line + first + length] }
      return bytes[...]
    }
    return (square(own.small, width: own.width, times: 1), square(own.large, width: factor * own.width, times: factor))
  }

  /// The manifest's line: all decoded bytes, with their sizes.
  func source(_ name: String) -> SourceFile {
    var hash = SHA256(), bytes = 0
    for own in photographs {
      for part in [Array("\(own.height) \(own.width)\n".utf8), own.small, own.large] {
        part.withUnsafeBytes { hash.update($0) }
        bytes += part.count
      }
    }
    return SourceFile(name: "\(name)-\(side)x\(side)x\(channels)-\(perPhotograph)", bytes: bytes, digest: hash.finish())
  }
}
