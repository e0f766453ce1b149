import Datasets
import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Glibc
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
    let supernets = ranking.supernets(rates: [:])
    #expect(supernets.count == experiment.strategies.count * (experiment.supernets?.seeds.count ?? 0))
    let budgets = Set(experiment.strategies.map { $0.passes ?? experiment.supernets?.passes ?? 0 })
    #expect(Set(supernets.map(\.spec.passes)) == budgets)
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

  /// What was loaded is not loaded again, here or by the next command, until a file of it changes.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "it hashes a whole data set four times: make soak"))
  func aDataSetIsLoadedOnceUntilItsFilesChange() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder["results"], withIntermediateDirectories: true)
    let record = [UInt8](repeating: 1, count: 3_073)
    for (name, count) in [("train.bin", 50_000), ("test.bin", 10_000)] {
      try Data([[UInt8]](repeating: record, count: count).joined()).write(to: URL(filePath: folder[name]))
    }
    var text = Samples.text(
      "{name: synthetic, seed: 1, training: 480, test: 160, height: 9, width: 9, channels: 1, classes: 4}",
      "{name: cifar10, folder: \(folder.path)}")
    text = text.replacing("preparation: {}", with: "preparation: {height: 9, width: 9}")
    let experiment = try ExperimentKinds.house.experiment(reading: text, file: "small.yaml")
    let source = DataSource.cifar10(folder: folder.path), cache = folder["results/images.json"]
    usleep(150_000)
    func digest() throws -> Digest? {
      let surroundings = Surroundings(results: Results(folder["results"]), environment: [:])
      let plan = try experiment.reproduction(surroundings).plan()
      try surroundings.save()
      return plan.images.keys.first?.digest
    }
    let loaded = try #require(try digest()), other = Digest(of: "another".utf8)
    #expect(loaded == (try Dataset.load(source, environment: [:]).digest))
    // What the cache says is believed, so the data set was not read.
    try Data(try String(contentsOfFile: cache, encoding: .utf8).replacing(loaded.hex, with: other.hex).utf8).write(to: URL(filePath: cache))
    #expect(try digest() == other)
    try Data([[UInt8]](repeating: record, count: 10_000).joined()).write(to: URL(filePath: folder["test.bin"]))
    usleep(150_000)
    #expect(try digest() == loaded)
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
