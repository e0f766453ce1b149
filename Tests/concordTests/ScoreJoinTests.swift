import Fixtures
import Statistics
import Testing

/// Which rows of several files are one architecture's.
@Suite struct ScoreJoinTests {
  /// In the second data set scores and accuracies are in another order.
  private static let other = Nets.x.indices.map { Nets.x[$0 * 5 % 12] }, turned = Nets.y.indices.map { Nets.y[$0 * 7 % 12] }

  private func lines(_ rows: [[Any]]) -> String { rows.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined() }

  private func answer(_ first: TemporaryFile, _ second: TemporaryFile, _ options: String...) async throws -> JSON {
    let run = try await Invocation(["correlate", first.path, second.path, "--x", "x", "--y", "y", "--json"] + options)
    #expect(run.code == 0, "\(run.errors)")
    return try run.json
  }

  private func said(_ json: JSON?) -> String { (json?["remarks"]?.array ?? []).compactMap(\.text).joined(separator: "\n") }

  /// Rows of several data sets are joined by architecture and data set; a file without data sets serves each of them.
  @Test func rowsAreJoinedWithinGroupsAndStrata() async throws {
    let nets = Nets.keys.indices
    let scores = try TemporaryFile(
      "arch,ds,x\n" + lines(nets.map { [Nets.keys[$0], "c10", Nets.x[$0]] } + nets.map { [Nets.keys[$0], "c100", Self.other[$0]] }),
      name: "s.csv")
    let truth = try TemporaryFile(
      "net,ds,y\n"
        + lines(
          nets.reversed().map { [Nets.keys[$0], "c100", Self.turned[$0]] } + nets.dropFirst().map { [Nets.keys[$0], "c10", Nets.y[$0]] }),
      name: "t.csv")
    let plain = try TemporaryFile("net,y\n" + lines(nets.map { [Nets.keys[$0], Nets.y[$0]] }), name: "p.csv")
    let first = try KendallTau(Array(Nets.x.dropFirst()), Array(Nets.y.dropFirst())).tauB, all = try KendallTau(Nets.x, Nets.y).tauB
    let second = try KendallTau(Self.other, Self.turned).tauB, mixed = try KendallTau(Self.other, Nets.y).tauB
    #expect(Set([first, all, second, mixed]).count == 4)
    func isRight(_ json: JSON, _ group: String, _ tau: Double, n: Double) -> Bool {
      json["groups"]?.array?.contains {
        $0["group"]?.text == group && $0["n"]?.number == n && abs(($0["tau_b.value"]?.number ?? 9) - tau) < 1e-12
      } ?? false
    }
    let both = try await answer(scores, truth, "--by", "arch=net", "--group", "ds")
    #expect(isRight(both, "c10", first, n: 11) && isRight(both, "c100", second, n: 12), "\(both)")
    #expect(said(both["groups.0"]).contains("1 of 24 pairs of architecture and ds of \(scores.path)"), "\(said(both["groups.0"]))")
    #expect(said(both["groups.0"]).contains("(c10)"))
    let serves = try await answer(scores, plain, "--by", "arch=net", "--group", "ds")
    #expect(isRight(serves, "c10", all, n: 12) && isRight(serves, "c100", mixed, n: 12), "\(serves)")
    // The other way round, it is the first file that has no data sets.
    let turned = try await Invocation(
      "correlate", plain.path, scores.path, "--by", "net=arch", "--group", "ds", "--x", "x", "--y", "y", "--json"
    ).json
    #expect(isRight(turned, "c10", all, n: 12) && isRight(turned, "c100", mixed, n: 12), "\(turned)")
    let keyed = try await answer(scores, truth, "--by", "arch=net,ds=ds", "--group", "ds")
    #expect(isRight(keyed, "c10", first, n: 11) && isRight(keyed, "c100", second, n: 12))
    // Within strata: the pairs of each data set.
    let strata = try await answer(scores, truth, "--by", "arch=net", "--strata", "ds")
    let within = try #require(strata["tau_b_within_strata.value"]?.number ?? strata["within_strata.value"]?.number)
    #expect(strata["n"]?.number == 23 && abs(within - (55 * first + 66 * second) / 121) < 1e-12, "\(within)")
  }

  /// The first file calls its key by the first name, the others by the second, whatever else they call by the first.
  @Test func eachFileHasItsOwnNameOfTheKey() async throws {
    let nets = Nets.keys.indices
    let scores = try TemporaryFile("arch,x,net\n" + lines(nets.map { [Nets.keys[$0], Nets.x[$0], Nets.keys[11 - $0]] }), name: "s.csv")
    let truth = try TemporaryFile("net,y,arch\n" + lines(nets.map { [Nets.keys[$0], Nets.y[$0], Nets.keys[$0 * 5 % 12]] }), name: "t.csv")
    let tau = try KendallTau(Nets.x, Nets.y).tauB
    let json = try await answer(scores, truth, "--by", "arch=net")
    #expect(json["n"]?.number == 12 && abs((json["tau_b.value"]?.number ?? 9) - tau) < 1e-12, "\(json)")
    // A file that lacks its own name may have the other's.
    let alike = try TemporaryFile("arch,y\n" + lines(nets.map { [Nets.keys[$0], Nets.y[$0]] }), name: "a.csv")
    #expect(abs((try await answer(scores, alike, "--by", "arch=net")["tau_b.value"]?.number ?? 9) - tau) < 1e-12)
    let neither = try TemporaryFile("cell,y\n" + lines(nets.map { [Nets.keys[$0], Nets.y[$0]] }), name: "n.csv")
    let run = try await Invocation("correlate", scores.path, neither.path, "--by", "arch=net", "--x", "x", "--y", "y")
    #expect(run.code == 2 && run.errors.contains("'arch'"), "\(run.errors)")
  }
}
