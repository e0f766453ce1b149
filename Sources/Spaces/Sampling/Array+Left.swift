/// Of each choice the candidates that are left of a space that shrank.
extension [[Int]] {
  /// Whether a code takes at every choice one that is left.
  package func hold(_ path: [Int]) -> Bool { zip(self, path).allSatisfy { $0.contains($1) } }
}
