/// NASLib's way to write a cell of NAS-Bench-201: a number for each of its six edges, `(4, 0, 3, 1, 4, 3)`.
extension Space {
  /// NASLib's operations by number, and its edges in order as (state read, state written), both counted from 0 (`conversions.py` of its search space
  /// nasbench201).
  private static let tupleOperations = ["skip_connect", "none", "nor_conv_3x3", "nor_conv_1x1", "avg_pool_3x3"]
  private static let tupleEdges = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]

  /// The benchmark's own text of a tuple. Throws `.architecture` for another space, and for what is no tuple of six numbers from 0 to 4.
  func edgesOfTuple(_ text: String) throws(SpaceError) -> String {
    guard choices.map(\.name).sorted() == Self.tupleEdges.map({ "\($1)<-\($0)" }).sorted() else {
      throw .architecture(
        text: text, space: name, place: "character 1 is '('",
        reason: "tuples are NASLib's of NAS-Bench-201: write candidates parted by commas")
    }
    let inner = text.dropFirst().prefix { $0 != ")" }, parts = inner.split(separator: ",", omittingEmptySubsequences: false)
    var operations: [String] = []
    for (place, part) in parts.enumerated() {
      guard let number = Int(String(part.filter { $0 != " " })), Self.tupleOperations.indices.contains(number) else {
        throw .architecture(
          text: text, space: name, place: "number \(place + 1) is '\(part)'",
          reason: "NASLib's operations are 0 skip_connect, 1 none, 2 nor_conv_3x3, 3 nor_conv_1x1, 4 avg_pool_3x3")
      }
      operations.append(Self.tupleOperations[number])
    }
    guard operations.count == Self.tupleEdges.count, text.hasSuffix(")") else {
      throw .architecture(text: text, space: name, place: "\(operations.count) numbers", reason: "write six in round brackets, one an edge")
    }
    let edges = zip(Self.tupleEdges, operations).map { (edge: $0, text: "\($1)~\($0.0)") }
    return (1...3).map { to in "|" + edges.filter { $0.edge.1 == to }.map { $0.text + "|" }.joined() }.joined(separator: "+")
  }
}
