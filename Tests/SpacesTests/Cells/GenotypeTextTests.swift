import Digests
import FoundationEssentials
import Spaces
import Testing

@Suite struct GenotypeTextTests {
  /// As the released codes have them.
  static let second = """
    Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), \
    ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), \
    ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), \
    ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])
    """
  static let fair = """
    Genotype(normal=[('sep_conv_3x3', 2, 0), ('sep_conv_5x5', 2, 1), ('max_pool_3x3', 4, 0), ('sep_conv_3x3', 5, 0)], \
    normal_concat=range(2, 6), reduce=[('max_pool_3x3', 2, 0), ('avg_pool_3x3', 2, 1), ('avg_pool_3x3', 3, 0), \
    ('dil_conv_5x5', 3, 1), ('avg_pool_3x3', 4, 0), ('sep_conv_5x5', 4, 1), ('skip_connect', 5, 0), ('skip_connect', 5, 1)], \
    reduce_concat=range(2, 6))
    """

  @Test func theReleasedTextsAreTheCataloguesGenotypes() throws {
    let genotypes = Catalogue.genotypes
    let second = try #require(genotypes.first { $0.name == "DARTS_V2" }), fair = try #require(genotypes.first { $0.name == "FairDARTS_a" })
    #expect(try Genotype(Self.second) == second.genotype())
    #expect(try Genotype(Self.fair) == fair.genotype())
  }

  @Test func textsReadBack() throws {
    #expect(try Genotype(Self.fair).description == Self.fair)
    for published in Catalogue.genotypes {
      let genotype = try published.genotype(), json = try CanonicalJSON.encode(genotype)
      #expect(try Genotype(genotype.description) == genotype)
      #expect(try JSONDecoder().decode(Genotype.self, from: json) == genotype)
    }
    let empty = try Genotype(normal: [], reduce: [], style: .triples)
    #expect(try Genotype(empty.description) == empty)
  }

  @Test func whiteSpaceQuotesAndTrailingCommasDoNotMatter() throws {
    let text = Self.fair.replacing("'", with: "\"").replacing(" ", with: "\n   ").replacing("0)]", with: "0),\n]")
    #expect(try Genotype(text) == Genotype(Self.fair))
  }

  @Test(arguments: [
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5x5', 1)", "entries", "are pairs and triples"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5', 2, 1)", "normal[1]", "'sep_conv_5' is no operation; did you mean 'sep_conv_5x5'?"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5x5', 2, 2)", "normal[1]", "leads from state 2 to 2: sums read earlier states, 0 to 1"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5x5', 6, 1)", "normal[1]", "leads to state 6: sums are 2 to 5"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5x5', 2, one)", "normal[1]", "a state's number should stand here, not 'one'"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_5x5', 2, 1, 0)", "normal[1]", "has 3 numbers"),
    ("('sep_conv_5x5', 2, 1)", "('none', 2, 1)", "normal[1]", "is 'none': leave the edge out"),
    ("('sep_conv_5x5', 2, 1)", "('sep_conv_3x3', 2, 0)", "normal[1]", "says 'sep_conv_3x3' from 0 to 2 again"),
    ("normal_concat=range(2, 6)", "normal_concat=range(3, 6)", "normal_concat", "should be range(2, 6) or [2, 3, 4, 5]"),
    ("reduce=", "reduction=", "reduce", "'reduce' should stand here, not 'reduction'"),
    ("Genotype(", "Genome(", "the text", "'Genotype' should stand here, not 'Genome'"),
    (" reduce_concat=range(2, 6))", " reduce_concat=range(2, 6)", "reduce_concat", "')' should stand here, not the end"),
    (" reduce_concat=range(2, 6))", " reduce_concat=range(2, 6)))", "reduce_concat", "nothing should follow the last bracket"),
  ])
  func aWrongTextNamesItsEntry(good: String, bad: String, place: String, reason: String) throws {
    try #require(Self.fair.contains(good))
    let error = #expect(throws: SpaceError.self) { try Genotype(Self.fair.replacing(good, with: bad)) }
    guard case .genotype(let found, let why) = error else {
      Issue.record("not .genotype: \(String(describing: error))")
      return
    }
    #expect(found == place)
    #expect(why.contains(reason), "\(why)")
  }

  @Test func pairsAreTwoForEachSum() {
    let short = Self.second.replacing(", ('skip_connect', 0), ('dil_conv_3x3', 2)]", with: "]")
    #expect(throws: SpaceError.genotype(place: "normal", reason: "has 6 pairs, and two for each of four sums are needed: 8")) {
      try Genotype(short)
    }
  }
}
