import Spaces
import Streams
import Testing

@Suite struct ArchitectureTextTests {
  static let macro = Space.nasBenchMacro()
  static let named = Space(
    name: "named", input: ImageShape(height: 8, width: 8, channels: 2), classes: 2, stem: [],
    choices: [
      Choice("wide", (0..<12).map { Operation("op_\($0)", []) }), Choice("edge", ["skip", "pool"].map { Operation($0, []) }),
    ],
    nodes: [.place(choice: 0, from: 0, channels: 2, stride: 1), .place(choice: 1, from: 1, channels: 2, stride: 1)], head: [])

  @Test func textsOfPathsReadBack() throws {
    var random = RandomStream(seed: 5, "texts")
    for space in Catalogue.spaces + [Self.named] {
      for _ in 0..<200 {
        let architecture = Architecture(path: space.uniformPath(&random)), text = space.text(of: architecture)
        #expect(try space.architecture(text) == architecture)
      }
    }
  }

  @Test func textsOfSubsetsReadBack() throws {
    var random = RandomStream(seed: 6, "texts")
    for space in [Self.macro, Self.named] {
      for _ in 0..<200 {
        let architecture = Architecture(
          kept: space.choices.map { choice in choice.candidates.indices.filter { _ in random.below(2) == 1 } })
        #expect(try space.architecture(space.text(of: architecture)) == architecture)
      }
    }
  }

  @Test func textsAreDigitsOrNames() throws {
    #expect(Self.macro.text(of: Architecture(path: [2, 2, 2, 1, 2, 2, 2, 0])) == "22212220")
    #expect(Self.named.text(of: Architecture(path: [11, 0])) == "op_11,skip")
    #expect(Self.named.text(of: Architecture(kept: [[], [0, 1]])) == "-,skip+pool")
    let names = "MB6_K5,identity,MB3_K3,identity,identity,MB3_K3,identity,identity"
    #expect(try Self.macro.architecture(names) == Self.macro.architecture("20100100"))
    #expect(try Self.named.architecture("op_3+op_1,pool").kept == [[1, 3], [1]])
  }

  @Test(arguments: [
    ("22912220", "architecture '22912220' of nas-bench-macro: character 3 (layer3) is 9: allowed there: 0 identity, 1 MB3_K3, 2 MB6_K5"),
    ("222", "architecture '222' of nas-bench-macro: 3 digits: one for each of its 8 choices is needed"),
    ("", "architecture '' of nas-bench-macro: 0 digits: one for each of its 8 choices is needed"),
    ("2221222x", "architecture '2221222x' of nas-bench-macro: 1 of 8 choices: write 8 digits, or 8 candidates parted by commas"),
    (
      "MB3_K3,identity,MB3_K4,identity,identity,identity,identity,identity",
      "architecture 'MB3_K3,identity,MB3_K4,identity,identity,identity,identity,identity' of nas-bench-macro: "
        + "choice 3 (layer3) is 'MB3_K4': did you mean 'MB3_K3'? allowed there: identity, MB3_K3, MB6_K5"
    ),
    (
      "MB3_K3+MB3_K3,-,-,-,-,-,-,-",
      "architecture 'MB3_K3+MB3_K3,-,-,-,-,-,-,-' of nas-bench-macro: choice 1 (layer1): 'MB3_K3' is said twice; say it once"
    ),
  ])
  func wrongTextsSayWhereAndWhatIsAllowed(text: String, message: String) {
    let error = #expect(throws: SpaceError.self) { try Self.macro.architecture(text) }
    #expect(error?.description == message)
  }

  /// Two of NATS-Bench's rows, and what is no cell.
  @Test func cellsOfNASBench201ReadAsTheBenchmarkWritesThem() throws {
    let space = Space.nasBench201()
    func path(_ text: String) throws -> [Int]? { try space.architecture(text).path }
    // none, skip, 1 × 1, 3 × 3, average pool; edges 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2.
    #expect(
      try path("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|") == [4, 2, 1, 2, 1, 1])
    #expect(try path("|nor_conv_3x3~0|+|none~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|") == [3, 0, 4, 1, 3, 1])
    // The same two as NASLib's conversions.py numbers them.
    #expect(try path("(4, 3, 3, 0, 0, 0)") == [4, 2, 1, 2, 1, 1] && path("(2,1,0,4,2,0)") == [3, 0, 4, 1, 3, 1])
    for (text, said) in [
      ("|none~0|+|none~0|none~1|+|none~0|none~1|", "edge 3<-2: it is missing"), ("|none~0|+|none~0|none~2|", "'none~2' of state 2"),
      ("|none~0|none~0|", "the edge stands there already"), ("|nor_conv_5x5~0|", "did you mean 'nor_conv_1x1'?"),
      ("|none|", "'none' of state 1"), ("(4, 3, 3, 0, 0)", "5 numbers"), ("(4, 3, 3, 0, 0, 5)", "number 6 is"),
    ] {
      let error = #expect(throws: SpaceError.self) { try space.architecture(text) }
      #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
    }
    #expect(throws: SpaceError.self) { try Self.macro.architecture("|MB3_K3~0|") }
    #expect(throws: SpaceError.self) { try Self.macro.architecture("(1, 2)") }
  }

  @Test func digitsOfOtherScriptsAreRefused() {
    #expect(throws: SpaceError.self) { try Self.macro.architecture("２２２１２２２０") }
  }
}
