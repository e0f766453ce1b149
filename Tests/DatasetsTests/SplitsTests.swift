import Datasets
import Digests
import Testing

@Suite struct SplitsTests {
  private func data(classes: Int = 7) throws -> Dataset {
    try Dataset.load(.synthetic(SyntheticImages(training: 1_000, test: 333, height: 2, width: 2, classes: classes)))
  }

  private func counts(_ indices: [Int], _ set: ImageSet) -> [Int] {
    indices.reduce(into: [Int](repeating: 0, count: set.classes)) { $0[Int(set.labels[$1])] += 1 }
  }

  /// No image serves both axes of a tau: protocol, section 1.
  @Test(arguments: [
    SplitSpec(validation: 200, recalibration: 100), SplitSpec(training: 500, validation: 123, recalibration: 77, test: 100, seed: 5),
  ])
  func setsAreDisjointAndAsLargeAsAsked(spec: SplitSpec) throws {
    let splits = try Splits(spec, of: try data())
    #expect(Set(splits.training).isDisjoint(with: splits.validation))
    #expect(Set(splits.recalibration).isSubset(of: splits.training))
    #expect(splits.training.count == spec.training ?? 800 && Set(splits.training).count == splits.training.count)
    #expect(splits.validation.count == spec.validation && Set(splits.validation).count == spec.validation)
    #expect(splits.recalibration.count == spec.recalibration)
    #expect(splits.test.count == spec.test ?? 333 && Set(splits.test).count == splits.test.count)
    #expect(splits.test.allSatisfy { $0 < 333 } && (splits.training + splits.validation).allSatisfy { $0 < 1_000 })
  }

  @Test func classesKeepTheirShares() throws {
    let data = try data(), splits = try Splits(SplitSpec(training: 501, validation: 200, recalibration: 100, test: 70), of: data)
    for (indices, set) in [
      (splits.training, data.training), (splits.validation, data.training), (splits.recalibration, data.training), (splits.test, data.test),
    ] {
      for (found, all) in zip(counts(indices, set), set.classCounts) {
        #expect(abs(Double(found) - Double(all * indices.count) / Double(set.count)) <= 2)
      }
    }
  }

  /// A change of these digests changes every result.
  @Test func indicesAreStable() throws {
    let splits = try Splits(SplitSpec(training: 500, validation: 200, recalibration: 50, test: 100, seed: 3), of: try data())
    let digests = try [splits.training, splits.validation, splits.test].map { try CanonicalJSON.digest($0).short }
    #expect(digests == ["83f98d5d2ce2", "4b546f5aa45c", "a97bdd37a181"])
  }

  @Test func smallerCapsTakeSubsetsAndTheSeedChangesThem() throws {
    let data = try data()
    let large = try Splits(SplitSpec(training: 600, validation: 200, recalibration: 300), of: data)
    let small = try Splits(SplitSpec(training: 300, validation: 200, recalibration: 100), of: data)
    #expect(small.training == Array(large.training.prefix(300)) && small.validation == large.validation)
    #expect(small.recalibration == Array(large.recalibration.prefix(100)))
    #expect(try Splits(SplitSpec(training: 300, validation: 200, recalibration: 100, seed: 1), of: data).training != small.training)
  }

  @Test func askingForMoreThanThereIsNamesTheSplit() throws {
    let data = try data()
    #expect(throws: DatasetError.tooFewImages(split: "training", requested: 900, available: 800)) {
      try Splits(SplitSpec(training: 900, validation: 200), of: data)
    }
    #expect(throws: DatasetError.tooFewImages(split: "recalibration", requested: 1_000, available: 800)) {
      try Splits(SplitSpec(validation: 200), of: data)
    }
    #expect(throws: DatasetError.self) { try Splits(SplitSpec(validation: -1), of: data) }
  }
}
