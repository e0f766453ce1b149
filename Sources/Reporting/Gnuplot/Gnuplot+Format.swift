import FoundationEssentials

extension Gnuplot.Format {
  /// Whether a file of this format ends as it should: gnuplot says nothing where a full disk cuts one off.
  func isWhole(_ bytes: Data) -> Bool {
    switch self {
    case .svg: bytes.suffix(16).firstRange(of: Data("</svg>".utf8)) != nil
    case .pdf: bytes.suffix(16).firstRange(of: Data("%%EOF".utf8)) != nil
    case .png: bytes.suffix(8).firstRange(of: Data("IEND".utf8)) != nil
    }
  }
}
