import Datasets
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing
import Training

@Suite struct DataOutlineTests {
  static let files: [String] = {
    do {
      let folder = "\(Fixtures.root)/Benchmarks"
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { profile in
        var isFolder = false
        guard FileManager.default.fileExists(atPath: "\(folder)/\(profile)", isDirectory: &isFolder), isFolder else { return [String]() }
        return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(profile)").filter { $0.hasSuffix(".yaml") }.sorted()
          .map { "\(folder)/\(profile)/\($0)" }
      }
    } catch { return ["\(error)"] }
  }()

  /// Every declared experiment can be planned without its images.
  @Test(arguments: files) func declaredExperimentsPlanFromSizesAlone(file: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    // Others are planned by tests of their own.
    guard let experiment = try ExperimentKinds.house.experiment(reading: text, file: file) as? RankingExperiment else { return }
    let ranking = try RankingPlan(experiment, data: DataOutline(declared: experiment.data.source))
    switch experiment.truth {
    case .trained(let alone):
      #expect(ranking.standAlone.count == ranking.design.count + (alone.seeds.count - 1) * alone.repeated)
    case .published: #expect(ranking.standAlone.isEmpty)
    }
    let supernets = ranking.supernets(rates: ranking.nominalRates)
    #expect(supernets.count == experiment.supernets.strategies.count * experiment.supernets.seeds.count)
    #expect(Set(supernets.map(\.recipe.passes)).count == 1)
  }

  @Test func thereAreExperimentsOfEveryProfile() {
    for profile in DeclaredExperiment.profiles { #expect(Self.files.contains { $0.contains("/\(profile)/") }) }
  }

  /// Sizes that are declared are those of the images; the digest is no data set's.
  @Test func declaredSizesAreTheImagesOwn() throws {
    let source = try Samples.experiment().data.source
    let loaded = DataOutline(try Dataset.load(source, environment: [:])), declared = DataOutline(declared: source)
    #expect(loaded.shape == declared.shape && loaded.classes == declared.classes)
    #expect(loaded.training == declared.training && loaded.test == declared.test && loaded.digest != declared.digest)
  }

  @Test func publishedSizesAreFashionMNISTs() throws {
    let data: Dataset
    do { data = try Dataset.load(.fashionMNIST(), environment: ProcessInfo.processInfo.environment) } catch {
      print("Fashion-MNIST is not here: its sizes are not compared")
      return
    }
    let loaded = DataOutline(data), declared = DataOutline(declared: .fashionMNIST())
    #expect(loaded.shape == declared.shape && loaded.training == declared.training && loaded.test == declared.test)
  }
}
