import Reporting
import Testing

@Suite struct LooksTests {
  @Test func namesOfSeveralExperimentsHaveLooksOfTheirOwn() {
    for names in [["SPOS", "FairNAS"], ["FairNAS", "EF", "SPOS"], ["a", "SPOS", "b", "FairNAS"]] {
      let looks = Looks(of: names)
      #expect(looks["SPOS"] == 0 && looks["FairNAS"] == 1)
    }
    // A shorter schedule keeps the colour, of eight, and has another mark.
    let looks = Looks(of: ["SPOS 1/3", "SPOS", "SPOS 1/10"])
    #expect(Set([looks["SPOS"], looks["SPOS 1/3"], looks["SPOS 1/10"]].map { $0 % 8 }) == [0])
    #expect(Set([looks["SPOS"], looks["SPOS 1/3"], looks["SPOS 1/10"]]).count == 3)
  }

  /// In whatever experiment and order a searcher comes, and none in the colour of the closed form.
  @Test func searchersHaveLooksOfTheirOwn() {
    let many = ["random", "evolution", "local search", "aging evolution", "evolution of 10"] + (0..<9).map { "searcher \($0)" }
    let looks = Looks(of: many.reversed(), besides: 6)
    for names in [["random", "evolution"], ["evolution", "mine", "random"]] {
      let few = Looks(of: names, besides: 6)
      #expect(few["random"] == looks["random"] && few["evolution"] == looks["evolution"])
    }
    #expect(Set(many.map { looks[$0] }).count == many.count && many.allSatisfy { looks[$0] % 8 != 6 })
    let fronts = Looks(of: ["random", "natural", "prior", "reinforced", "hierarchical", "natural and prior"], besides: 6)
    #expect(Set(["random", "natural", "prior", "reinforced", "hierarchical", "natural and prior"].map { fronts[$0] }).count == 6)
  }

  @Test func othersKeepApartInWhateverOrderTheyCome() {
    let many = (0..<22).map { "arm \($0)" } + ["SPOS", "FairNAS"], looks = Looks(of: many)
    #expect(Set(many.map { looks[$0] }) == Set(0..<24))
    #expect(Looks(of: many.reversed()) == looks && Looks(of: many + many) == looks)
    // A colour that none has comes before a colour that some strategy has with another mark.
    #expect(Looks(of: ["mine", "SPOS 1/3"])["mine"] == 1)
  }

  /// Two figures of one report whose strategies come in other orders, one of them a part of them.
  @Test func twoFiguresDrawAStrategyAlike() throws {
    let names = ["mine", "SPOS", "yours", "FairNAS"], looks = Looks(of: names)
    func scatter(_ names: [String], _ looks: Looks?) throws -> [String: String] {
      let script = try OneShotScatter(panels: names.map { .init($0, points: [.init(x: 0.5, y: 0.75)]) }, looks: looks).figure().script
      return try drawn(names, "index # using 1:2 with points ", script)
    }
    func level(_ names: [String], _ looks: Looks?) throws -> [String: String] {
      let series = names.map { TauByLevel.Series($0, points: [.init(level: 0.5, tau: 0.25)]) }
      let script = try TauByLevel(panels: [.init("here", series: series, axis: Axis("Level"))], looks: looks).figure().script
      return try drawn(names, "index # using 1:2 with points ", script)
    }
    func passes(_ names: [String], _ looks: Looks?) throws -> [String: String] {
      let curves = names.map { TauByPasses.Curve($0, passes: [1, 2], readings: [Reading(0.25), Reading(0.5)]) }
      let script = try TauByPasses(panels: [.init(Axis("tau"), curves: curves)], isOneSchedule: false, looks: looks).figure().script
      return try drawn(names, "index # using 1:2 with linespoints ", script)
    }
    func slices(_ names: [String], _ looks: Looks?) throws -> [String: String] {
      let slice = TauBySlice.Slice("all", nets: 9, taus: names.map { _ in Reading(0.5) })
      let script = try TauBySlice(strategies: names, slices: [slice], looks: looks).figure().script
      return try drawn(names, "index # using 1:2 with points ", script)
    }
    let whole = try scatter(names, nil), part = Array(names.reversed().dropLast())
    #expect(Set(whole.values).count == 4)
    #expect(try level(names.reversed(), nil) == whole && passes(names.reversed(), nil) == whole && slices(names.reversed(), nil) == whole)
    for figure in [scatter, level, passes, slices] {
      #expect(try figure(part, looks) == whole.filter { part.contains($0.key) })
    }
  }

  /// By name what stands behind `plot`, where # is the number of its block in the file of data.
  private func drawn(_ names: [String], _ plot: String, _ script: String) throws -> [String: String] {
    var looks: [String: String] = [:]
    for (place, name) in names.enumerated() {
      let begin = try #require(script.firstRange(of: plot.replacing("#", with: "\(place)")))
      looks[name] = String(script[begin.upperBound...].prefix { !",\n".contains($0) })
    }
    return looks
  }
}
