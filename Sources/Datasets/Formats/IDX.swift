/// The IDX format of the MNIST family: a magic number that tells the rank, big-endian extents, then unsigned bytes.
package enum IDX {
  /// The bytes after the header, whose extents must be these: a header is compared, never obeyed.
  ///
  /// - Parameter extents: count, or count, height and width.
  package static func payload(_ bytes: [UInt8], extents: [Int], _ expected: Expected) throws(DatasetError) -> ArraySlice<UInt8> {
    let header = 4 + 4 * extents.count
    guard bytes.count >= header else { throw expected.malformed("it has \(bytes.count) bytes, its header alone has \(header)") }
    let words = (0...extents.count).map { word in (0..<4).reduce(0) { $0 << 8 | Int(bytes[4 * word + $1]) } }
    // 0x08: unsigned bytes.
    guard words[0] == 0x0800 | extents.count else {
      throw expected.malformed(
        "its magic number is \(words[0]), that of unsigned bytes of rank \(extents.count) is \(0x0800 | extents.count)")
    }
    guard Array(words.dropFirst()) == extents else { throw expected.malformed("its extents are \(words.dropFirst()), expected \(extents)") }
    guard bytes.count == header + extents.reduce(1, *) else {
      throw expected.malformed("\(bytes.count - header) bytes follow its header, \(extents.reduce(1, *)) were announced")
    }
    return bytes[header...]
  }

  /// Images and their labels from two files.
  ///
  /// - Throws: `malformed` where a header says anything but what is expected or a label is no class.
  package static func images(
    _ images: [UInt8], _ labels: [UInt8], count: Int, height: Int, width: Int, classes: Int, _ imageFile: Expected, _ labelFile: Expected
  ) throws(DatasetError) -> ImageSet {
    let pixels = try payload(images, extents: [count, height, width], imageFile)
    let classLabels = try payload(labels, extents: [count], labelFile)
    if let bad = classLabels.first(where: { Int($0) >= classes }) {
      throw labelFile.malformed("it has the label \(bad), there are \(classes) classes")
    }
    return ImageSet(
      height: height, width: width, channels: 1, classes: classes, pixels: Array(pixels), labels: classLabels.map(UInt16.init))
  }
}
