public import Digests

/// The line under each figure: how much it rests on, and which files.
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

  /// `n = 96 nets, S = 4 supernets, R = 2 seeds · 1a2b3c4d5e6f + 3 more`: as many digests as fit a width in centimetres.
  package func text(width: Double) -> String {
    let counts = [(nets.map { $0...$0 }, "n", "net"), (supernets.map { $0...$0 }, "S", "supernet"), (seeds, "R", "seed")].map {
      count, letter, noun in
      count.map { "\(letter) = \($0.grouped) \(noun)\($0.upperBound == 1 ? "" : "s")" }
    }
    let parts = [counts.compactMap(\.self).joined(separator: ", "), remark ?? ""].filter { !$0.isEmpty }
    for shown in stride(from: digests.count, to: 0, by: -1) {
      let hidden = digests.count - shown
      let list = digests.prefix(shown).map(\.short).joined(separator: " ") + (hidden > 0 ? " + \(hidden) more" : "")
      let text = (parts + [list]).joined(separator: " · ")
      if FigureStyle.width(text, FigureStyle.footer) <= width { return text }
    }
    return parts.joined(separator: " · ")
  }
}
