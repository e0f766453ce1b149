internal import Glibc
internal import Imaging
internal import Store

/// A folder of restored images to look at: of each the whole one, and of the square where it differs most from the true one four crops, bicubic,
/// restored, true, and their difference.
public struct RestoredFolder: Sendable {
  let path: String

  /// The most rows and columns of a crop.
  static let side = 96
  /// What a difference is multiplied with, around grey.
  static let gain = 4

  /// Makes the folder where it is not there. Throws `StoreError`.
  public init(_ path: String) throws {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw StoreError.system(errno, doing: "making", path: path) }
    self.path = path
  }

  /// Writes NAME_SR.png, and NAME_crop_bicubic.png, NAME_crop_SR.png, NAME_crop_HR.png, NAME_crop_difference.png. Throws `StoreError` and
  /// `ImagingError`.
  public func write(_ restored: RestorationEvaluation.Restored) throws {
    let (rows, columns) = Self.worst(restored.restored, restored.high)
    func crop(_ image: RGBImage) -> RGBImage { image.crop(rows: rows, columns: columns) }
    let own = crop(restored.restored), truth = crop(restored.high)
    try write(restored.restored, "\(restored.name)_SR")
    try write(crop(restored.bicubic), "\(restored.name)_crop_bicubic")
    try write(own, "\(restored.name)_crop_SR")
    try write(truth, "\(restored.name)_crop_HR")
    try write(Self.difference(own, truth), "\(restored.name)_crop_difference")
  }

  private func write(_ image: RGBImage, _ name: String) throws {
    let file = "\(path)/\(name).png", bytes = try image.png(for: file)
    try AtomicFile.replace(file, durably: false) { write in try bytes.withUnsafeBytes { try write($0) } }
  }

  /// Grey where images are equal, brighter where the first is.
  static func difference(_ a: RGBImage, _ b: RGBImage) -> RGBImage {
    let pixels = zip(a.pixels, b.pixels).map { UInt8(max(0, min(255, 128 + gain * (Int($0) - Int($1))))) }
    return RGBImage(height: a.height, width: a.width, pixels: pixels)
  }

  /// The square, of those that lie half a side apart, whose squared differences have the largest sum.
  static func worst(_ a: RGBImage, _ b: RGBImage) -> (rows: Range<Int>, columns: Range<Int>) {
    func starts(_ length: Int) -> [Int] { length <= side ? [0] : Array(stride(from: 0, to: length - side, by: side / 2)) + [length - side] }
    var worst = (rows: 0..<min(side, a.height), columns: 0..<min(side, a.width)), most = -1
    for top in starts(a.height) {
      for left in starts(a.width) {
        let rows = top..<min(top + side, a.height), columns = left..<min(left + side, a.width)
        var sum = 0
        for y in rows {
          for at in 3 * (y * a.width + columns.lowerBound)..<3 * (y * a.width + columns.upperBound) {
            let difference = Int(a.pixels[at]) - Int(b.pixels[at])
            sum += difference * difference
          }
        }
        if sum > most { (most, worst) = (sum, (rows, columns)) }
      }
    }
    return worst
  }
}
