import Fixtures
import FoundationEssentials
import Store
import Testing
import Weights

@Suite struct SafetensorsFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func written(_ header: String, _ body: [UInt8], length: UInt64? = nil) throws -> String {
    let path = folder["file.safetensors"]
    var bytes = withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { Array($0) }
    bytes += Array(header.utf8) + body
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  /// What the format's own library wrote: all types that are read, an empty tensor and a single number.
  @Test func readsWhatTheLibraryWrote() throws {
    let file = try SafetensorsFile(reading: "\(Fixtures.root)/Tests/Golden/weights/library.safetensors")
    let tensors = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0) })
    #expect(file.metadata == ["format": "pt", "net": "größer \"one\""])
    let expected: [Float] = [0, -1.5, 2, 0.333251953125, 65_504, 6.103515625e-05]
    for (name, values) in [
      ("f16", expected), ("f32", expected), ("f64", expected), ("bf16", [0, -1.5, 2, 0.333984375, 65_536, 6.103515625e-05]),
    ] {
      let tensor = try #require(tensors[name])
      #expect(try tensor.shape == [2, 3] && file.floats(tensor) == values)
    }
    #expect(try file.floats(#require(tensors["empty"])) == [] && tensors["empty"]?.shape == [0, 4])
    #expect(try file.floats(#require(tensors["number"])) == [7] && tensors["number"]?.shape == [])
    let count = try #require(tensors["count"])
    #expect(throws: WeightsError.type(path: file.path, name: "count", found: "I64")) { _ = try file.floats(count) }
  }

  /// The library's file of the same tensors (`library.py`) has the same entries and the same bytes behind the header.
  @Test func writesTheEntriesAndNumbersThatTheLibraryWrites() throws {
    let path = folder["own.safetensors"]
    let tensors: [SafetensorsWriter.Tensor] = [
      .init("b.weight", shape: [2, 2], .floats([1, 2, 3, 4.5])), .init("a.num_batches_tracked", shape: [], .integers([3])),
      .init("a.weight", shape: [1, 3, 1, 1], .floats([-1, 0, 3.1415927])),
    ]
    try SafetensorsWriter().write(tensors, to: path)
    let own = try Data(contentsOf: URL(filePath: path))
    try SafetensorsWriter().write(tensors.reversed(), to: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == own, "their order does not matter")
    let file = try SafetensorsFile(reading: path)
    #expect(file.tensors.map(\.name) == ["a.num_batches_tracked", "a.weight", "b.weight"])
    #expect(try file.floats(file.tensors[1]) == [-1, 0, 3.1415927])
    // The header's keys may stand in any order; the library's have another.
    let theirs = try SafetensorsFile(reading: "\(Fixtures.root)/Tests/Golden/weights/same.safetensors")
    #expect(theirs.tensors == file.tensors && theirs.metadata == file.metadata)
    #expect(try Data(contentsOf: URL(filePath: theirs.path)).suffix(36) == own.suffix(36))
  }

  @Test(arguments: [
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "has 4 bytes, and its shape [2] wants others"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#, 6, "overlaps"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "leaves a gap of 4 bytes"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8, "its tensors fill 4 bytes of 8"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 4, "lies at 0 to 8 of 4 bytes"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "lies at 4 to 0"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, "has a shape that no tensor has"),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, 4, "wants others"),
    (#"{"a":{"dtype":"F8","shape":[1],"data_offsets":[0,4]}}"#, 4, "has the type 'F8'"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4,
      "says a name twice"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4, "a begin and an end are needed"),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 4, "'data_offsets' is missing"), (#"[1]"#, 0, "does not begin with '{'"),
    (#"{"a":1"#, 0, "no JSON of tensors"), (#"{"__metadata__":{"a":1}}"#, 0, "no JSON of tensors"),
  ]) func contradictionsAreNamed(header: String, bytes: Int, reason: String) throws {
    let path = try written(header, [UInt8](repeating: 0, count: bytes))
    let error = try #require(throws: WeightsError.self) { _ = try SafetensorsFile(reading: path) }
    #expect("\(error)".contains(reason), "\(error)")
  }

  @Test func lengthsAreNotBelieved() throws {
    for length in [UInt64.max, 1 << 62, 1_000] {
      let path = try written("{}", [], length: length)
      let error = try #require(throws: WeightsError.self) { _ = try SafetensorsFile(reading: path) }
      #expect("\(error)".contains("its header claims \(length) bytes where at most 2 can be"))
    }
    let path = folder["short"]
    for bytes in [[], [1, 2, 3]] as [[UInt8]] {
      try Data(bytes).write(to: URL(filePath: path))
      #expect(throws: WeightsError.self) { _ = try SafetensorsFile(reading: path) }
    }
    #expect(throws: StoreError.notFound(path: "/nowhere/x")) { _ = try SafetensorsFile(reading: "/nowhere/x") }
    #expect(throws: StoreError.self) { _ = try SafetensorsFile(reading: folder.path) }
  }

  @Test func weightsAreFinite() throws {
    let path = folder["nan"]
    try SafetensorsWriter().write([.init("a", shape: [2], .floats([1, .nan]))], to: path)
    let file = try SafetensorsFile(reading: path)
    #expect(throws: WeightsError.notFinite(path: path, name: "a")) { _ = try file.floats(file.tensors[0]) }
  }
}
