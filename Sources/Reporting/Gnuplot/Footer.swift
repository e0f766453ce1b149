public import Digests

/// The line under each figure: how much it rests on. Which files that is stands in the figure's data, for programs.
public struct Footer: Hashable, Sendable {
  /// Numbers of nets, of supernets a strategy, of stand-alone seeds a net (fewest to most); nil where none takes part.
  public var nets: Int?, supernets: Int?, seeds: ClosedRange<Int>?
  /// The run files, or other inputs, that were read.
  public var digests: [Digest]
  /// Anything else that a reader of the figure must know, such as `profile laptop`.
  public var remark: String?

  public init(nets: Int? = nil, supernets: Int? = nil, seeds: ClosedRange<Int>? = nil, digests: [Digest] = [], remark: String? = nil) {
    (self.nets, self.supernets, self.seeds, self.digests, self.remark) = (nets, supernets, seeds, digests, remark)
  }

  /// `n = 96 nets, S = 4 supernets, R = 2 seeds · profile laptop`.
  package var text: String {
    let counts = [(nets.map { $0...$0 }, "n", "net"), (supernets.map { $0...$0 }, "S", "supernet"), (seeds, "R", "seed")].map {
      count, letter, noun in
      count.map { "\(letter) = \($0.grouped) \(noun)\($0.upperBound == 1 ? "" : "s")" }
    }
    return [counts.compactMap(\.self).joined(separator: ", "), remark ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The digests as comments of a figure's data, a line each; empty where there are none.
  package var metadata: String {
    digests.isEmpty ? "" : "# Made from the files with these digests:\n" + digests.map { "# \($0.hex)\n" }.joined()
  }
}
