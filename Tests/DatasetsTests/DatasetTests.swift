import Datasets
import Digests
import FoundationEssentials
import Fixtures
import Glibc
import Testing

/// Where Debian's package installs Fashion-MNIST.
private let debian = "/usr/share/datasets/fashion-mnist"
private let installed = FileManager.default.fileExists(atPath: debian)

@Suite struct DatasetTests {
  @Test(.enabled(if: installed, "Fashion-MNIST is absent: install Debian's package dataset-fashion-mnist"))
  func fashionMNISTIsTheOfficialOne() throws {
    let data = try Dataset.load(.fashionMNIST(), environment: [:])
    #expect(data.name == "fashion-mnist")
    #expect(data.training.classCounts == [Int](repeating: 6_000, count: 10))
    #expect(data.test.classCounts == [Int](repeating: 1_000, count: 10))
    #expect(data.files.map(\.bytes) == [47_040_016, 60_008, 7_840_016, 10_008])
    #expect(data.digest.hex == "8e052f29970b48fccac1e69d69a46c08aced529e5a2f731c191dc803d6951367")
    let moments = PixelMoments(data.training.pixels, channels: 1)
    #expect(abs(moments.mean[0] - 0.2860) < 5e-5)
    #expect(abs(moments.standardDeviation[0] - 0.3530) < 5e-5)
  }

  @Test(.enabled(if: installed, "Fashion-MNIST is absent: install Debian's package dataset-fashion-mnist"))
  func contentThatIsNotTheOfficialOneIsRefused() throws {
    try withFolder { folder in
      let images = "train-images-idx3-ubyte.gz", labels = "train-labels-idx1-ubyte"
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(images)", withDestinationPath: "\(debian)/\(images)")
      try write([0, 0, 8, 1, 0, 0, 0xea, 0x60] + [UInt8](repeating: 1, count: 60_000), "\(folder)/\(labels)")
      let error = #expect(throws: DatasetError.self) { try Dataset.load(.fashionMNIST(), environment: ["CONCORD_DATA": folder]) }
      #expect(error?.description.contains("\(labels) differs from the official file") == true)
      #expect(error?.description.contains("bad3541b69d9") == true)
    }
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] != nil && Fixtures.shared("data/cifar10") != nil,
      "takes ten seconds: set CONCORD_SOAK, and CONCORD_SHARED to where data/cifar10 is"))
  func cifar10HasItsKnownMoments() throws {
    let data = try Dataset.load(.cifar10(folder: Fixtures.shared("data/cifar10")))
    #expect(data.training.classCounts == [Int](repeating: 5_000, count: 10))
    #expect(data.test.count == 10_000)
    let moments = PixelMoments(data.training.pixels, channels: 3)
    for (found, known) in zip(moments.mean, [0.49139968, 0.48215841, 0.44653091]) { #expect(abs(found - known) < 1e-8) }
    for (found, known) in zip(moments.standardDeviation, [0.24703223, 0.24348513, 0.26158784]) { #expect(abs(found - known) < 1e-8) }
  }

  @Test func missingDataSaysWhereItWasLookedForAndHowToGetIt() throws {
    try withFolder { folder in
      let error = try #require(throws: DatasetError.self) { try Dataset.load(.fashionMNIST(folder: folder)) }
      #expect(error.concernsFiles)
      #expect(error.description.contains("train-images-idx3-ubyte is missing (looked in \(folder))"))
      #expect(error.description.contains("dataset-fashion-mnist"))
      let unset = #expect(throws: DatasetError.self) { try Dataset.load(.cifar10(), environment: [:]) }
      #expect(unset?.description.contains("CONCORD_DATA") == true)
      #expect(unset?.description.contains("cifar-10-binary.tar.gz") == true)
    }
  }

  @Test func aSetWithOneFileMissingNamesThatFile() throws {
    try withFolder { folder in
      let data = "\(folder)/cifar100"
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      try write([1, 2, 3], "\(data)/test.bin")
      let error = #expect(throws: DatasetError.self) { try Dataset.load(.cifar100(), environment: ["CONCORD_DATA": folder]) }
      #expect(error?.description.contains("train.bin is missing (looked in \(data))") == true)
    }
  }

  @Test(arguments: ["train.bin", "train.bin.gz", "train.bin.xz"])
  func filesOfTheWrongLengthAreRefused(name: String) throws {
    try withFolder { folder in
      let content = [UInt8](repeating: 1, count: 3_074)
      try write(name.hasSuffix("gz") ? gzip(content) : name.hasSuffix("xz") ? xz(content) : content, "\(folder)/\(name)")
      #expect(
        throws: DatasetError.wrongSize(
          file: "\(folder)/\(name)", expected: 153_700_000, found: "3074",
          remedy: "get the binary version of CIFAR-100 (cifar-100-binary.tar.gz) from www.cs.toronto.edu/~kriz/cifar.html, unpack it "
            + "and set CONCORD_DATA to its folder")
      ) { try Dataset.load(.cifar100(folder: folder)) }
    }
  }

  @Test func filesThatAreMuchTooLongAreNotRead() throws {
    try withFolder { folder in
      let path = "\(folder)/train-images-idx3-ubyte"
      try write([1], path)
      try #require(truncate(path, 1 << 40) == 0)
      let error = #expect(throws: DatasetError.self) { try Dataset.load(.fashionMNIST(folder: folder)) }
      #expect(error?.description.contains("more (the file itself has 1099511627776 bytes)") == true)
    }
  }

  @Test func aFolderInPlaceOfAFileIsRefused() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/train.bin", withIntermediateDirectories: true)
      let error = #expect(throws: DatasetError.self) { try Dataset.load(.cifar100(folder: folder)) }
      #expect(error?.description.contains("not a regular file") == true)
    }
  }
}
