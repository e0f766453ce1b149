/// A published data set: its official files with their sizes and digests, where they are looked for and how to get them.
struct Publication: Sendable {
  /// One file, decompressed. The digest is nil where no certain source states it: what is found is recorded then.
  struct File: Sendable {
    /// Without a suffix for compression.
    let name: String
    /// The exact size.
    let bytes: Int
    var digest: String? = nil
  }

  /// One way of cutting the set into files.
  struct Layout: Sendable { let training, test: [File] }

  /// As `DataSource.name`.
  let name: String
  /// Below `CONCORD_DATA`.
  let folders: [String]
  /// Where the system's package manager installs it.
  var installed: [String] = []
  /// The last clause of every error about its files.
  let remedy: String
  let layouts: [Layout]

  /// Finds and reads all files of the first layout of which a file is there.
  ///
  /// - Parameter folder: the only place to look in; nil for the usual ones.
  func files(in folder: String?, _ environment: [String: String]) throws(DatasetError) -> PublishedFiles {
    let data = environment["CONCORD_DATA"].map { root in folders.map { "\(root)/\($0)" } + [root] } ?? []
    let places = folder.map { [$0] } ?? data + installed
    for layout in layouts {
      for place in places where (layout.training + layout.test).contains(where: { DataFile.find($0.name, in: place) != nil }) {
        return PublishedFiles(
          publication: self, training: try read(layout.training, place), test: try read(layout.test, place))
      }
    }
    throw .missing(file: layouts[0].training[0].name, looked: places.isEmpty ? ["CONCORD_DATA, which is not set"] : places, remedy: remedy)
  }

  /// The paths of all files of the layout that `files` would read; nil where one is missing.
  func paths(in folder: String?, _ environment: [String: String]) -> [String]? {
    let data = environment["CONCORD_DATA"].map { root in folders.map { "\(root)/\($0)" } + [root] } ?? []
    for layout in layouts {
      for place in folder.map({ [$0] }) ?? data + installed {
        let found = (layout.training + layout.test).map { DataFile.find($0.name, in: place) }
        if found.contains(where: { $0 != nil }) { return found.contains(nil) ? nil : found.compactMap(\.self) }
      }
    }
    return nil
  }

  /// The files of one list, all from the same folder.
  private func read(_ files: [File], _ place: String) throws(DatasetError) -> [DataFile] {
    var contents: [DataFile] = []
    for file in files { contents.append(try DataFile(file, in: place, remedy: remedy)) }
    return contents
  }
}

extension Publication {
  /// Sizes and digests of the files inside the archives; they are the same in Debian's package and at the official page.
  static let fashionMNIST = Publication(
    name: "fashion-mnist", folders: ["fashion-mnist"], installed: ["/usr/share/datasets/fashion-mnist"],
    remedy: "install Debian's package dataset-fashion-mnist, or get the four files from github.com/zalandoresearch/fashion-mnist "
      + "and set CONCORD_DATA to their folder",
    layouts: [
      Layout(
        training: [
          File(
            name: "train-images-idx3-ubyte", bytes: 47_040_016, digest: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
          File(name: "train-labels-idx1-ubyte", bytes: 60_008, digest: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        ],
        test: [
          File(
            name: "t10k-images-idx3-ubyte", bytes: 7_840_016, digest: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
          File(name: "t10k-labels-idx1-ubyte", bytes: 10_008, digest: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ])
    ])

  /// No digests: the official page states those of the archives only. The one-file layout is that of redistributions.
  static let cifar10 = Publication(
    name: "cifar10", folders: ["cifar10", "cifar-10-batches-bin"],
    remedy: "get the binary version of CIFAR-10 (cifar-10-binary.tar.gz) from www.cs.toronto.edu/~kriz/cifar.html, unpack it "
      + "and set CONCORD_DATA to its folder",
    layouts: [
      Layout(
        training: (1...5).map { File(name: "data_batch_\($0).bin", bytes: 30_730_000) },
        test: [File(name: "test_batch.bin", bytes: 30_730_000)]),
      Layout(training: [File(name: "train.bin", bytes: 153_650_000)], test: [File(name: "test.bin", bytes: 30_730_000)]),
    ])

  /// No digests, as for CIFAR-10.
  static let cifar100 = Publication(
    name: "cifar100", folders: ["cifar100", "cifar-100-binary"],
    remedy: "get the binary version of CIFAR-100 (cifar-100-binary.tar.gz) from www.cs.toronto.edu/~kriz/cifar.html, unpack it "
      + "and set CONCORD_DATA to its folder",
    layouts: [Layout(training: [File(name: "train.bin", bytes: 153_700_000)], test: [File(name: "test.bin", bytes: 30_740_000)])])
}
