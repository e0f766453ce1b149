/// The binary records of the CIFAR family: label bytes, then one plane of pixels a channel.
package struct RecordFormat: Sendable {
  /// Label bytes at the head of a record.
  package let labelBytes: Int
  /// Which of the label bytes is the class.
  package let labelAt: Int
  package let height, width, channels, classes: Int

  /// One label byte, 3 planes of 32 × 32.
  package static let cifar10 = RecordFormat(labelBytes: 1, labelAt: 0, height: 32, width: 32, channels: 3, classes: 10)
  /// A coarse and a fine label; the fine one is used.
  package static let cifar100 = RecordFormat(labelBytes: 2, labelAt: 1, height: 32, width: 32, channels: 3, classes: 100)

  /// Size of one record.
  package var recordBytes: Int { labelBytes + height * width * channels }

  /// The images of several files in the order given; planes become NHWC.
  ///
  /// - Throws: `malformed` where a file is empty, ends within a record or has a label that is no class.
  package func images(_ files: [(bytes: [UInt8], expected: Expected)]) throws(DatasetError) -> ImageSet {
    var labels: [UInt16] = []
    for (bytes, expected) in files {
      guard !bytes.isEmpty, bytes.count % recordBytes == 0 else {
        throw expected.malformed("\(bytes.count) bytes are not a whole number of records of \(recordBytes)")
      }
      for start in stride(from: 0, to: bytes.count, by: recordBytes) {
        let label = bytes[start + labelAt]
        guard Int(label) < classes else {
          throw expected.malformed("record \(start / recordBytes) has the label \(label), there are \(classes) classes")
        }
        labels.append(UInt16(label))
      }
    }
    let plane = height * width
    let pixels = [UInt8](unsafeUninitializedCapacity: labels.count * plane * channels) { output, filled in
      for (bytes, _) in files {
        bytes.withUnsafeBufferPointer { input in
          for start in stride(from: labelBytes, to: input.count, by: recordBytes) {
            for position in 0..<plane {
              for channel in 0..<channels { output[filled + position * channels + channel] = input[start + channel * plane + position] }
            }
            filled += plane * channels
          }
        }
      }
    }
    return ImageSet(height: height, width: width, channels: channels, classes: classes, pixels: pixels, labels: labels)
  }
}
