import Datasets
import Experiments
import Jobs
import Testing

@Suite struct ImageCountsTests {
  /// What planning counts is what loading gives, and no image serves both axes of a tau.
  @Test func sizesAreThoseOfTheSplitsAndSplitsAreDisjoint() throws {
    let experiment = try Samples.experiment(), data = try Dataset.load(experiment.data.source)
    for spec in [experiment.data.split, SplitSpec(training: 100, validation: 40, recalibration: 100, test: 80, seed: 5)] {
      let splits = try Splits(spec, of: data), sizes = try ImageCounts(spec, of: DataOutline(data))
      #expect(sizes.training == splits.training.count && sizes.validation == splits.validation.count)
      #expect(sizes.recalibration == splits.recalibration.count && sizes.test == splits.test.count)
      #expect(Set(splits.training).isDisjoint(with: splits.validation))
      #expect(Set(splits.training + splits.validation).count == sizes.training + sizes.validation)
      // One-shot scores read validation images of the training set, targets images of the test set.
      #expect(Set(splits.test).count == sizes.test)
    }
  }
}
