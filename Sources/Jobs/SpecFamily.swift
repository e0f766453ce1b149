internal import Digests

/// Specs that differ in one text and one number alone: canonical JSON of what is the same in all is made once.
struct SpecFamily<Kind: JobKind> {
  private let text: WritableKeyPath<Kind, String>, number: WritableKeyPath<Kind, Int>
  /// The spec with markers in both fields, and its canonical JSON, cut at them.
  private let marked: Kind, pieces: [String]

  private static var textMarker: String { "the text in which a family differs" }
  private static var numberMarker: Int { -4_611_686_018_427_387_001 }

  /// The family of a spec. The text's key comes before the number's in canonical JSON. Nil where the markers are not found once each. Throws
  /// `EncodingError`.
  init?(of spec: Kind, text: WritableKeyPath<Kind, String>, number: WritableKeyPath<Kind, Int>) throws {
    var marked = spec
    (marked[keyPath: text], marked[keyPath: number]) = (Self.textMarker, Self.numberMarker)
    let markers = ["\"\(Self.textMarker)\"", "\(Self.numberMarker)"]
    var rest = try CanonicalJSON.text([Kind.key: marked])[...], pieces: [String] = []
    for marker in markers {
      guard let found = rest.firstRange(of: marker) else { return nil }
      pieces.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    pieces.append(String(rest))
    // Where one stands again, the first need not be the field's.
    for (place, marker) in markers.enumerated() {
      if pieces.dropFirst(place + 1).contains(where: { $0.firstRange(of: marker) != nil }) { return nil }
    }
    (self.text, self.number, self.marked, self.pieces) = (text, number, marked, pieces)
  }

  /// The canonical JSON of a spec; nil where it is none of the family, or its text needs an encoder.
  func written(_ spec: Kind) -> SpecText? {
    let own = spec[keyPath: text]
    let isPlain = own.utf8.allSatisfy { (32...126).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    var other = spec
    (other[keyPath: text], other[keyPath: number]) = (Self.textMarker, Self.numberMarker)
    // Arrays that both share are compared by where they lie.
    guard isPlain, other == marked else { return nil }
    return SpecText(pieces, between: ["\"\(own)\"", "\(spec[keyPath: number])"])
  }
}
