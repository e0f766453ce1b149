import Digests
import FoundationEssentials
import Spaces
import Testing

@Suite struct SpaceCodingTests {
  /// A cell space that says everything that can be said.
  static let cells = Space(
    name: "cells", input: ImageShape(height: 9, width: 8, channels: 3), classes: 4,
    stem: [
      .convolution(Convolution(.fixed(12), kernel: 3, stride: .fixed(2), dilation: 2, groups: .count(3), bias: true)),
      .normalization(affine: false), .activation(.hSwish), .convolution(Convolution(.input)), .convolution(Convolution(.fixed(12))),
    ],
    choices: [
      Choice(
        "edge",
        [
          Operation("max_pool_3x3", [.pool(Pool(.max, kernel: 3, stride: .place))]),
          Operation("avg_pool_3x3", [.pool(Pool(.average, kernel: 3, stride: .place))]),
          .invertedResidual(
            "SE", expansion: 1.5, kernel: 5, activation: .swish, squeezeExcite: SqueezeExcite(of: .fixed(3), divisor: 1, rounding: .nearest)
          ),
          Operation("none", [.zero, .dropPath]),
          Operation("skip_connect", [], reducing: [.factorizedReduce(outputs: .output)]),
        ])
    ],
    nodes: [
      .place(choice: 0, from: 0, channels: 12, stride: 1), .place(choice: 0, from: 0, channels: 12, stride: 1), .sum([1, 2]),
      .concatenation([0, 3]), .layers([.convolution(Convolution(.output)), .normalization()], from: 4, channels: 8),
    ], head: [.globalAverage, .dropout(0.25), .linear(outputs: 4, bias: false)],
    auxiliary: Auxiliary(
      node: 3, layers: [.pool(Pool(.average, kernel: 3, stride: .fixed(3), padded: false)), .flatten, .linear(outputs: 4)], weight: 0.4))

  @Test func everySpaceReadsBack() throws {
    for space in Catalogue.spaces + [Self.cells] {
      let json = try CanonicalJSON.encode(space), back = try Space(json: json)
      #expect(back == space)
      #expect(try CanonicalJSON.encode(back) == json)
      #expect(try back.digest() == space.digest())
    }
  }

  @Test func spacesThatDifferHaveOtherDigests() throws {
    let digests = try (Catalogue.spaces + [Self.cells]).map { try $0.digest() }
    #expect(Set(digests).count == digests.count)
    var space = Space.nasBenchMacro()
    space.symmetry = .none
    #expect(try space.digest() != Space.nasBenchMacro().digest())
  }

  @Test func whatIsLeftOutHasItsDefault() throws {
    let json = """
      {"name": "short", "input": {"height": 4, "width": 4, "channels": 1}, "classes": 2,
       "stem": [{"convolution": {"outputs": 8, "kernel": 3}}, {"normalization": {}}, {"activation": "relu"}],
       "choices": [{"name": "layer1", "candidates": [{"name": "identity", "layers": []}]}],
       "nodes": [{"place": {"choice": 0, "from": 0, "channels": 8, "stride": 1}}],
       "head": ["globalAverage", {"linear": {"outputs": 2}}]}
      """
    let space = try Space(json: Data(json.utf8))
    #expect(space.stem == [.convolution(Convolution(.fixed(8), kernel: 3)), .normalization(), .activation(.relu)])
    #expect(space.head == [.globalAverage, .linear(outputs: 2)] && space.symmetry == .none && !space.choices[0].candidates[0].residual)
  }

  @Test(arguments: [
    (#""classes":4"#, #""clases":4"#, "the text", "'clases' is not known here; did you mean 'classes'?"),
    (#""classes":4,"#, "", "classes", "is missing"),
    (#""classes":4"#, #""classes":"four""#, "classes", "should be a whole number"),
    (#""classes":4"#, #""classes":1"#, "classes", "should be 2 to 1,000,000, not 1"),
    (#""height":9"#, #""hight":9"#, "input", "'hight' is not known here; did you mean 'height'?"),
    (#""name":"cells""#, #""name":7"#, "name", "should be a text"),
    (#""activation":"hSwish""#, #""activation":"hswish""#, "stem[2].activation", "hswish"),
    (#""dilation":2"#, #""dilations":2"#, "stem[0].convolution", "'dilations' is not known here; did you mean 'dilation'?"),
    (#""stride":"place""#, #""stride":"plaice""#, "choices[0].candidates[0].layers[0].pool.stride", "did you mean 'place'?"),
    (#"{"expanded":1.5}"#, #"{"expand":1.5}"#, "choices[0].candidates[2].layers[0].convolution.outputs", "did you mean 'expanded'?"),
    (#""groups":"depthwise""#, #""groups":{}"#, "choices[0].candidates[2].layers[3].convolution.groups", "allowed: depthwise, a number"),
    (#""globalAverage""#, #""globalAvg""#, "head[0]", "did you mean 'globalAverage'?"),
    (#"{"dropout":0.25}"#, #"{"dropout":0.25,"pool":1}"#, "head[1]", "exactly one of"),
    (#"{"sum":[1,2]}"#, #"{"sum":3}"#, "nodes[2].sum", "should be a list"),
    (#"{"sum":[1,2]}"#, #"{"product":[1,2]}"#, "nodes[2]", "'product' is not known here"),
    (#""symmetry":"none""#, #""symmetry":{"idle":{"groups":[]}}"#, "symmetry.idle.name", "is missing"),
    (#""symmetry":"none"}"#, "", "the text", "not valid JSON"),
  ])
  func aWrongFieldIsNamed(good: String, bad: String, field: String, reason: String) throws {
    let json = try CanonicalJSON.text(Self.cells)
    try #require(json.contains(good))
    let range = try #require(json.firstRange(of: good))
    let error = #expect(throws: SpaceError.self) {
      try Space(json: Data((json[..<range.lowerBound] + bad + json[range.upperBound...]).utf8))
    }
    switch error {
    case .undecodable(let found, let why), .invalid(_, let found, let why):
      #expect(found == field)
      #expect(why.contains(reason), "\(why)")
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func whateverNumberStandsThereNothingCrashes() throws {
    let json = Array(try CanonicalJSON.text(Self.cells).utf8), digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    var accepted = 0, refused = 0, at = 0
    while at < json.count {
      guard digits.contains(json[at]), !digits.contains(json[at - 1]), json[at - 1] != UInt8(ascii: "_"), json[at - 1] != UInt8(ascii: "x")
      else {
        at += 1
        continue
      }
      let end = json[at...].firstIndex { !digits.contains($0) } ?? json.count
      for number in [
        "-1", "0", "1", "2", "3", "16", "70000", "9223372036854775807", "1e30", "0.5", "null", "true", "\"input\"", "[]", "{}",
      ] {
        let space: Space
        do { space = try Space(json: Data(json[..<at] + Array(number.utf8) + json[end...])) } catch {
          refused += 1
          continue
        }
        let architecture = Architecture(path: space.choices.map { _ in 0 })
        #expect(CostTable(space).cost(of: architecture).macs >= 0)
        #expect(try space.architecture(space.text(of: architecture)) == architecture)
        #expect(try PathIndex(space, by: .macs).count == 5)
        accepted += 1
      }
      at = end
    }
    #expect(accepted > 30 && refused > 200)
  }
}
