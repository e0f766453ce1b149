/// The files of a published data set in memory, from which its image sets are made.
struct PublishedFiles {
  /// What they are the files of.
  let publication: Publication
  let training, test: [DataFile]

  private func expected(_ file: DataFile) -> Expected {
    Expected(path: file.path, bytes: file.bytes.count, remedy: publication.remedy)
  }

  /// Two IDX files a set: images and labels.
  func fashionMNIST() throws(DatasetError) -> Dataset {
    func set(_ files: [DataFile], _ count: Int) throws(DatasetError) -> ImageSet {
      try IDX.images(
        files[0].bytes, files[1].bytes, count: count, height: 28, width: 28, classes: 10, expected(files[0]), expected(files[1]))
    }
    return dataset(try set(training, 60_000), try set(test, 10_000))
  }

  /// Any number of files of records a set.
  func records(_ format: RecordFormat) throws(DatasetError) -> Dataset {
    dataset(try format.images(training.map { ($0.bytes, expected($0)) }), try format.images(test.map { ($0.bytes, expected($0)) }))
  }

  /// Both sets with the manifest, training files first.
  private func dataset(_ trainingSet: ImageSet, _ testSet: ImageSet) -> Dataset {
    Dataset(name: publication.name, training: trainingSet, test: testSet, files: (training + test).map(\.source))
  }
}
