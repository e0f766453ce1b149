internal import Imaging
internal import Streams

/// Some of the photographs of a folder, decoded one by one to what a net sees.
public struct FolderImages: Sendable {
  public let folder: ImageFolder, preprocessing: Preprocessing
  /// Into the folder.
  let indices: [Int]

  /// All images where `indices` is nil.
  init(_ folder: ImageFolder, _ preprocessing: Preprocessing, indices: [Int]? = nil) {
    (self.folder, self.preprocessing) = (folder, preprocessing)
    self.indices = indices ?? Array(0..<folder.count)
  }

  var labels: [UInt16] { indices.map { folder.labels[$0] } }

  /// Those of these numbers among them.
  subscript(_ numbers: [Int]) -> FolderImages { FolderImages(folder, preprocessing, indices: numbers.map { indices[$0] }) }

  /// crop × crop pixels of an image as evaluation sees it.
  func pixels(_ number: Int) throws(DatasetError) -> [UInt8] { preprocessing.image(try photograph(number)).pixels }

  /// The same as training sees it, before what happens to images of any source.
  ///
  /// - Parameter stream: the image's own in its epoch.
  func pixels(_ number: Int, _ augmentation: Augmentation, _ stream: RandomStream) throws(DatasetError) -> [UInt8] {
    var image = try photograph(number)
    if let crop = augmentation.resizedCrop {
      var random = stream.child("crop")
      let (rows, columns) = crop.draw(height: image.height, width: image.width, &random)
      image = Resampling(.bilinear).resize(
        image.crop(rows: rows, columns: columns), height: preprocessing.crop, width: preprocessing.crop)
    } else {
      image = preprocessing.view(image)
    }
    if let jitter = augmentation.jitter {
      var random = stream.child("jitter")
      for step in jitter.draw(&random) { image = ColorJitter.apply(step.quantity, step.factor, to: image) }
    }
    return preprocessing.ordered(image).pixels
  }

  private func photograph(_ number: Int) throws(DatasetError) -> RGBImage {
    do throws(ImagingError) { return try RGBImage(reading: folder.file(indices[number])) } catch { throw .picture(error) }
  }
}
