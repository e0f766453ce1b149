/// The strings by which NAS-Bench-201 tells its cells apart: two architectures of one string are one network written twice.
///
///     let cell = UniqueCell(.nasBench201())
///     print(cell?.string(of: architecture))  // (0)@nor_conv_3x3+(0)@avg_pool_3x3+#
///
/// A node is its terms in rising order, joined by `+`: an operation of what enters it, that itself for a skip, `#` for a zero or for what follows one.
/// So 15,625 architectures are the 6,466 that papers count. They are not yet one function each: a zero stays a term of its sum, and a sum within a sum
/// is sorted as one term. Without zeros and with sums opened there would be 4,930.
///
/// Source: Dong and Yang 2020, released code (`to_unique_str`).
public struct UniqueCell: Sendable {
  /// What stands for a zero.
  private static let nothing = "#"

  private let choices: [Choice], edges: [(to: Int, from: Int)]

  /// - Returns: nil unless the choices are the edges of one cell, in the order `1<-0`, `2<-0`, `2<-1`, ….
  public init?(_ space: Space) {
    let nodes = space.choices.last?.name.split(separator: "<-").first.flatMap { Int($0) } ?? 0
    guard (1...100).contains(nodes) else { return nil }
    edges = (1...nodes).flatMap { to in (0..<to).map { (to: to, from: $0) } }
    guard space.choices.map(\.name) == edges.map({ "\($0.to)<-\($0.from)" }) else { return nil }
    choices = space.choices
  }

  /// - Parameter architecture: of the space, one candidate an edge.
  public func string(of architecture: Architecture) -> String {
    var terms: [Int: [String]] = [:]
    func node(_ number: Int) -> String { number == 0 ? "0" : terms[number, default: []].sorted().joined(separator: "+") }
    for (number, edge) in edges.enumerated() {
      let input = node(edge.from)
      for candidate in architecture.kept[number].map({ choices[number].candidates[$0] }) {
        let isZero = input == Self.nothing || candidate.layers.contains(.zero)
        terms[edge.to, default: []].append(isZero ? Self.nothing : candidate.isSkip ? input : "(\(input))@\(candidate.name)")
      }
    }
    return node(edges[edges.count - 1].to)
  }
}
