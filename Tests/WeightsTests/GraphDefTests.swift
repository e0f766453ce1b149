import Fixtures
import FoundationEssentials
import Testing
import Weights

@Suite struct GraphDefTests {
  /// A field of a protocol buffer: its number with bytes behind a length.
  private func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] { [UInt8(number << 3 | 2), UInt8(bytes.count)] + bytes }

  private func node(_ name: String, _ operation: String, _ inputs: [String] = [], _ attributes: [UInt8] = []) -> [UInt8] {
    field(1, field(1, Array(name.utf8)) + field(2, Array(operation.utf8)) + inputs.flatMap { field(3, Array($0.utf8)) } + attributes)
  }

  private func reason(_ bytes: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: URL(filePath: folder["net.pb"]))
    do {
      _ = try GraphNetwork(GraphDef(reading: folder["net.pb"]))
      return "sound"
    } catch let error as WeightsError {
      return error.description
    }
  }

  @Test func nodesHaveTheirInputsAndOperations() throws {
    let folder = try TemporaryFolder()
    try Data(node("a", "Placeholder") + node("b", "Split", ["^c", "a:3", "a"])).write(to: URL(filePath: folder["net.pb"]))
    let nodes = try GraphDef(reading: folder["net.pb"]).nodes
    #expect(nodes.map(\.name) == ["a", "b"] && nodes.map(\.operation) == ["Placeholder", "Split"])
    #expect(nodes[1].inputs.map { "\($0.node) \($0.output)" } == ["a 3", "a 0"])
  }

  @Test func whatIsWrongIsNamed() throws {
    // A shape attribute of [-1, -1, -1, 1].
    let unknown = field(2, [8] + [UInt8](repeating: 255, count: 9) + [1]), one = field(2, [8, 1])
    let shape = field(5, field(1, Array("shape".utf8)) + field(2, field(7, unknown + unknown + unknown + one)))
    let input = node("y", "Placeholder", [], shape)
    #expect(try reason([]).contains("it has no nodes"))
    #expect(try reason([0x0a, 0x20, 0x01]).contains("it ends early: 32 bytes are announced, 1 follow"))
    #expect(try reason([0x0b]).contains("the unknown wire type 3"))
    #expect(try reason([UInt8](repeating: 0xff, count: 12)).contains("a number of more than ten bytes"))
    #expect(try reason(input + node("z", "MatMul", ["y"])).contains("is a MatMul, which is not computed here (known: Add,"))
    #expect(try reason(input + node("z", "Relu", ["x"])).contains("reads 'x', which is not there"))
    #expect(try reason(input + node("z", "Relu", ["y"]) + node("z", "Relu", ["y"])).contains("two nodes are called 'z'"))
    #expect(try reason(input + node("z", "Relu", ["y:2"])).contains("reads output 2 of 'y'"))
    let circle = node("a", "Relu", ["b"]) + node("b", "Relu", ["a"])
    #expect(try reason(input + circle + node("c", "Add", ["a", "y"])).contains("reads itself"))
    #expect(try reason(input + node("a", "Relu", ["y"]) + node("b", "Relu", ["y"])).contains("several outputs: 'a', 'b'"))
    #expect(try reason(input + node("a", "BiasAdd", ["y", "y"])).contains("has no constant as input 2"))
    #expect(try reason(node("y", "Placeholder") + node("a", "Relu", ["y"])).contains("says no shape of four lengths"))
  }

  /// Every prefix of a sound file is refused with a sentence, and nothing is taken for a net.
  @Test func aFileThatEndsEarlyIsRefused() throws {
    let whole = try Array(Fixtures.golden("weights/graph.pb"))
    for length in stride(from: 0, to: whole.count - 3, by: 97) { #expect(try reason(Array(whole[..<length])) != "sound", "\(length)") }
    #expect(try reason(whole) == "sound")
  }

  /// A constant may say one number for many, as TensorFlow writes them, but not for more than weights need.
  @Test func oneNumberStandsForFewOnly() throws {
    func constant(_ length: [UInt8]) -> [UInt8] {
      let tensor = [8, 1] + field(2, field(2, [8] + length)) + [0x2d, 0, 0, 128, 63]
      return node("w", "Const", [], field(5, field(1, Array("value".utf8)) + field(2, field(8, tensor))))
    }
    #expect(try reason(constant([0xff, 0xff, 0xff, 0xff, 0x07])).contains("has the shape [2147483647]"))
    #expect(try reason(constant([0x80, 0x80, 0x04])).contains("a constant of 65536 numbers holds 1"))
    #expect(try reason(constant([16])).contains("no node is its output"))
  }
}
