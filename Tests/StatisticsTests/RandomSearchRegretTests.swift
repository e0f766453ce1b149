import FoundationEssentials
import Testing

import Fixtures
import Statistics
import Streams

@Suite struct RandomSearchRegretTests {
  static let evaluations = [1, 5, 10, 50, 100, 200, 500, 1_000]

  /// Columns of a table by their names, numbers alone.
  static func columns(_ text: String, _ names: [String], delimiter: Character = ",") throws -> [String: [Double]] {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: delimiter, omittingEmptySubsequences: false) }
    var columns: [String: [Double]] = [:]
    for name in names {
      let place = try #require(lines.first?.firstIndex(of: Substring(name)))
      columns[name] = try lines.dropFirst().map { try #require(Double($0[place])) }
    }
    return columns
  }

  /// NAS-Bench-Macro's 3,969 nets as a study here scored them, and what they reach when trained alone.
  private func macro() throws -> [String: [Double]] {
    let path = "\(Fixtures.root)/results/reference/nas-bench-macro-1000/scores.csv"
    let supernets = ["SPOS", "FairNAS"].flatMap { name in (1...3).map { "\(name) seed \($0)" } }
    return try Self.columns(String(contentsOf: URL(filePath: path), encoding: .utf8), ["target"] + supernets)
  }

  private func expect(_ search: RandomSearchRegret, _ known: [Double], last: Double? = nil, _ name: String) {
    for (k, value) in zip(Self.evaluations.suffix(known.count), known) {
      #expect(abs(search.regret(after: k) - value) < 0.5001e-4, "\(name), \(k): \(search.regret(after: k))")
    }
    if let last { #expect(abs(search.regret(after: search.regrets.count) - last) < 0.5001e-4, "\(name): \(search.regrets[0])") }
  }

  /// Check value 24 of the remaining systems.
  @Test func regretsOnNASBenchMacroAreKnown() throws {
    let columns = try macro(), truth = try #require(columns["target"])
    func search(_ name: String) throws -> RandomSearchRegret { try RandomSearchRegret(scores: #require(columns[name]), truth: truth) }
    expect(try search("target"), [2.8413, 0.9301, 0.6532, 0.3202, 0.2315, 0.1589, 0.0840, 0.0441], last: 0, "exact")
    expect(try search("SPOS seed 1"), [2.8413, 1.2916, 1.1381, 1.0586, 1.0399, 1.0267, 1.0364, 1.0299], last: 0.95, "SPOS 1")
    expect(try search("SPOS seed 2"), [1.2054, 1.0365, 0.8870, 0.8670, 0.8456, 0.7759, 0.7053], last: 0.5167, "SPOS 2")
    expect(try search("SPOS seed 3"), [1.3049, 1.1463, 1.0355, 1.0115, 0.9981, 1.0235, 1.0847], last: 0.9967, "SPOS 3")
    expect(try search("FairNAS seed 1"), [1.7043, 1.6525, 1.6977, 1.7948, 1.9290, 2.1829, 2.3983], last: 3.4233, "FairNAS 1")
    expect(try search("FairNAS seed 2"), [1.5223, 1.3215, 1.0066, 0.8959, 0.8082, 0.7081, 0.6725], last: 0.5667, "FairNAS 2")
    expect(try search("FairNAS seed 3"), [1.3660, 1.1806, 1.0708, 1.0537, 1.0517, 1.1276, 1.2147], last: 1.2200, "FairNAS 3")
  }

  /// Check value 24: of the budgets listed there ten is the best on NAS-Bench-201's published one-shot supernet; of all, twenty.
  @Test(.enabled(if: Fixtures.shared("data/tables/nb201_supernet.csv.xz") != nil, "the published tables are absent: set CONCORD_SHARED"))
  func regretsOnNASBench201AreKnown() throws {
    func text(_ name: String) throws -> String {
      let path = try #require(Fixtures.shared("data/tables/\(name).csv.xz"))
      return String(decoding: unxz([UInt8](try Data(contentsOf: URL(filePath: path))), atMost: 1 << 23), as: UTF8.self)
    }
    let scored = try text("nb201_supernet"), trained = try text("nats_tss_200ep")
    // Cells stand in different orders.
    let cells = trained.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",")[3] }
    let accuracies = try Self.columns(trained, ["CIFAR10TestAccuracy200Epochs"]).values.first
    let byCell = Dictionary(uniqueKeysWithValues: zip(cells, try #require(accuracies)))
    let truth = try scored.split(whereSeparator: \.isNewline).dropFirst().map { try #require(byCell[$0.split(separator: ",")[1]]) }
    let columns = try Self.columns(scored, ["one_shot_supernet", "few_shot_supernet"])
    #expect(truth.count == 15_625)
    expect(
      try RandomSearchRegret(scores: truth, truth: truth), [7.3104, 1.7313, 1.2781, 0.6856, 0.5259, 0.3984, 0.2565, 0.1625], last: 0,
      "exact")
    let oneShot = try RandomSearchRegret(scores: #require(columns["one_shot_supernet"]), truth: truth)
    expect(oneShot, [7.3104, 2.7671, 2.6303, 2.7191, 2.9275, 3.0836, 3.1452, 3.1818], "one-shot")
    #expect(abs(oneShot.regret(after: 5_000) - 3.2302) < 0.5001e-4)
    let fewShot = try RandomSearchRegret(scores: #require(columns["few_shot_supernet"]), truth: truth)
    expect(fewShot, [7.3104, 2.3785, 2.0356, 1.7906, 1.7328, 1.6830, 1.6473, 1.6564], "few-shot")
    #expect(abs(fewShot.regret(after: 5_000) - 1.5820) < 0.5001e-4)
    let curve = oneShot.curve
    #expect(curve.indices.min { curve[$0] < curve[$1] } == 19 && abs(curve[19] - 2.5707740778993595) < 1e-9)
    #expect(try oneShot.slope(over: [50, 100, 200, 500, 1_000, 5_000]) > 0)
  }

  /// All subsets of eight nets, equals in score each as likely to be taken.
  @Test func theClosedFormIsTheMeanOverAllSubsets() throws {
    let scores = [3.0, 1, 3, 2, 2, 3, 0, 1], truth = [5.0, 7, 1, 9, 2, 6, 8, 3]
    let search = try RandomSearchRegret(scores: scores, truth: truth)
    for k in 1...8 {
      var sum = 0.0, subsets = 0
      for bits in 0..<256 where bits.nonzeroBitCount == k {
        let nets = (0..<8).filter { bits >> $0 & 1 == 1 }, top = nets.map { scores[$0] }.max() ?? 0
        let taken = nets.filter { scores[$0] == top }
        sum += 9 - taken.map { truth[$0] }.mean
        subsets += 1
      }
      #expect(abs(search.regret(after: k) - sum / Double(subsets)) < 1e-14, "\(k)")
    }
    #expect(search.curve == (1...8).map { search.regret(after: $0) })
  }

  /// Against the binomial coefficients themselves, by their logarithms, at the size of NAS-Bench-201.
  @Test func theRecurrenceLosesNothingAtFifteenThousandNets() throws {
    let n = 15_625
    var random = RandomStream(seed: 5, "truth"), logarithms = [0.0]
    for number in 1...n { logarithms.append(logarithms[number - 1] + Elementary.log(Double(number))) }
    let truth = (0..<n).map { _ in random.unit() }, scores = truth.map { $0 + random.unit() }
    let search = try RandomSearchRegret(scores: scores, truth: truth)
    func choose(_ n: Int, _ k: Int) -> Double { logarithms[n] - logarithms[k] - logarithms[n - k] }
    for k in [1, 2, 10, 100, 1_000, 10_000, 15_624, 15_625] {
      let known = (1...n - k + 1).reduce(0.0) { sum, r in
        sum + search.regrets[r - 1] * Elementary.exp(choose(n - r, k - 1) - choose(n, k))
      }
      #expect(abs(search.regret(after: k) - known) < 1e-9 * max(known, 1e-3), "\(k): \(search.regret(after: k)) and \(known)")
    }
  }

  @Test func theSlopeIsPerDoubling() throws {
    var random = RandomStream(seed: 6, "truth")
    let truth = (0..<40).map { _ in random.unit() }, search = try RandomSearchRegret(scores: truth.map { $0 + random.unit() }, truth: truth)
    let y = [1, 2, 4, 8].map { search.regret(after: $0) }
    #expect(abs(try search.slope(over: [1, 2, 4, 8]) - (-3 * y[0] - y[1] + y[2] + 3 * y[3]) / 10) < 1e-13)
    #expect(abs(try search.slope(over: [5, 20]) - (search.regret(after: 20) - search.regret(after: 5)) / 2) < 1e-13)
  }

  @Test func anyScoreThatIsConstantIsABlindDraw() throws {
    let search = try RandomSearchRegret(scores: [1, 1, 1], truth: [5, 2, 8])
    #expect(search.curve == [3, 3, 3] && search.regrets == [3, 3, 3])
  }

  @Test func whatCannotBeSearchedIsNamed() throws {
    #expect(throws: StatisticsError.lengths(1, 2)) { try RandomSearchRegret(scores: [1], truth: [1, 2]) }
    #expect(throws: StatisticsError.notFinite(column: "the truth", index: 1)) { try RandomSearchRegret(scores: [1, 2], truth: [1, .nan]) }
    #expect(throws: StatisticsError.tooFew("nets", count: 0, least: 1)) { try RandomSearchRegret(scores: [], truth: []) }
    let search = try RandomSearchRegret(scores: [1, 2], truth: [1, 2])
    #expect(throws: StatisticsError.range("the number of evaluations", value: 3, expected: "1 to 2")) { try search.slope(over: [1, 3]) }
    #expect(throws: StatisticsError.tooFew("different numbers of evaluations", count: 1, least: 2)) { try search.slope(over: [2, 2]) }
  }
}
