import Analysis
import Experiments
import FoundationEssentials
import Jobs
import Proxies
import Spaces
import Testing

/// Experiments without supernets.
@Suite struct UntrainedExperimentTests {
  static let text = """
    name: untrained
    title: What does a minibatch know?
    data:
      source: {name: synthetic, seed: 1, training: 480, test: 160, height: 8, width: 8, channels: 1, classes: 4}
      split: {validation: 80, recalibration: 40, seed: 3}
      preparation: {}
    space: {name: nas-bench-201, stem: 4, cells: 1}
    supernets: none
    published:
      table: cells.csv
      column: CIFAR10TestAccuracy200Epochs
      what: mean test accuracy
      source: somebody
      design: {name: uniform, count: 30}
      seed: 1
    evaluation:
      proxies: {names: [naswot, snip], batch: 8, seeds: [11, 12]}
    primary:
      claims:
        - {text: NASWOT is better, source: Fig. 1, first: NASWOT, second: MACs}
      margin: 0.1
      reference: MACs
      k: 5
      draws: 200

    """

  private static let data = DataOutline(
    digest: Samples.data.digest, shape: ImageShape(height: 8, width: 8, channels: 1), classes: 4, training: 480, test: 160)

  private func read(_ text: String) throws -> RankingExperiment { try StrictYAML.decode(RankingExperiment.self, text, file: "a.yaml") }

  @Test func onlyProxiesAreJobs() throws {
    let experiment = try read(Self.text), ranking = try RankingPlan(experiment, data: Self.data)
    #expect(experiment.supernets == nil && experiment.strategies.isEmpty && experiment.evaluation.followed == 0)
    #expect(ranking.pilots.isEmpty && ranking.standAlone.isEmpty && ranking.supernets(rates: [:]).isEmpty)
    #expect(ranking.proxies.map(\.initializations) == [[11], [12]] && ranking.proxies.map(\.batches) == [[11], [12]])
    #expect(ranking.space.name == "nas-bench-201" && ranking.proxies[0].architectures == ranking.design.map(\.text))
    #expect(Set(ranking.design.map(\.text)).count == 30)
    #expect(try read(Self.text.replacing("seeds: [11, 12]}", with: "seeds: [11, 12], crossed: true}")).evaluation.proxies?.crossed == true)
    let batches = try read(Self.text.replacing("seeds: [11, 12]}", with: "seeds: [11, 12], batches: [5, 6, 7]}"))
    #expect(try RankingPlan(batches, data: Self.data).proxies.map(\.batches) == [[5, 6, 7], [5, 6, 7]])
  }

  @Test func whatIsWrittenReadsBack() throws {
    let experiment = try read(Self.text), json = try JSONEncoder().encode(experiment)
    #expect(try JSONDecoder().decode(RankingExperiment.self, from: json) == experiment)
    #expect(String(decoding: json, as: UTF8.self).contains(#""supernets":"none""#))
  }

  /// A proxy may be the positive control of the others.
  @Test func baselinesMayBeAControl() throws {
    let control = "  margin: 0.1\n  control: {text: x, source: positive control, first: NASWOT, second: parameters}\n"
    #expect(try read(Self.text.replacing("  margin: 0.1\n", with: control)).primary.control?.second == "parameters")
  }

  @Test(arguments: [
    (
      "  margin: 0.1\n", "  margin: 0.1\n  control: {text: x, source: y, first: synflow, second: parameters}\n",
      "primary.control.first is 'synflow', should be one of parameters, MACs"
    ),
    ("supernets: none", "supernets: nothing", "supernets should be a list"),
    ("  proxies: {names: [naswot, snip], batch: 8, seeds: [11, 12]}", "  policy: {name: inherited}", "no key 'policy' here"),
    ("evaluation:\n", "evaluation:\n  followed: 3\n", "there is no key 'followed' here"),
    ("reference: MACs", "reference: SPOS", "primary.reference is 'SPOS', should be one of parameters, MACs, activations, depth"),
    ("first: NASWOT", "first: synflow", "primary.claims.0.first is 'synflow'"),
    ("column: CIFAR10TestAccuracy200Epochs", "column: ''", "published.column is empty"),
    ("seeds: [11, 12]}", "seeds: [11, 12], crossed: true, batches: [1]}", "evaluation.proxies.batches stands beside 'crossed'"),
    ("seeds: [11, 12]}", "seeds: [11, 12], batches: []}", "evaluation.proxies.batches is empty"),
  ]) func whatCannotBeRunIsNamed(old: String, new: String, said: String) throws {
    #expect(Self.text.contains(old))
    let error = #expect(throws: ExperimentError.self) { try read(Self.text.replacing(old, with: new)) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }

  /// Cells of the design under NATS-Bench's texts: the whole way from the file to the truth of the study.
  @Test func theTruthIsAColumnOfTheTable() throws {
    let experiment = try read(Self.text), ranking = try RankingPlan(experiment, data: Self.data)
    guard case .published(let published) = experiment.truth else { Issue.record("another truth"); return }
    let operations = ranking.space.choices[0].candidates.map(\.name)
    let rows = ranking.design.enumerated().map { number, net in
      let names = net.text.map { operations[$0.wholeNumberValue ?? 0] }
      return "\(50 + number),1,2,|\(names[0])~0|+|\(names[1])~0|\(names[2])~1|+|\(names[3])~0|\(names[4])~1|\(names[5])~2|,x"
    }
    let heading = "CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,ImageNetTestAccuracy200Epochs,ArchitectureString,UniqueString"
    let table = try PublishedTable(
      reading: Array(([heading] + rows).joined(separator: "\n").utf8), of: ranking.space, what: published.what, source: published.source,
      column: published.column)
    #expect(ranking.design.enumerated().allSatisfy { table.runs[$1.text] == [Double(50 + $0)] } && table.runs.count == 30)
  }
}
