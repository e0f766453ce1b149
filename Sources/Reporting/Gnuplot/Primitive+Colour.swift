package import Spaces

/// One colour an operation in all figures of cells: Okabe and Ito's without the yellow, which white paper swallows.
extension Primitive {
  /// Skips stand out; what passes nothing on is grey.
  package var colour: String {
    switch self {
    case .none, .noise: "#999999"
    case .maxPool: "#E69F00"
    case .averagePool: "#000000"
    case .skip: "#D55E00"
    case .separable3: "#0072B2"
    case .separable5: "#56B4E9"
    case .dilated3: "#009E73"
    case .dilated5: "#CC79A7"
    }
  }

  /// A few letters, for places where the name does not fit.
  package var short: String {
    switch self {
    case .none: "none"
    case .noise: "noise"
    case .maxPool: "max"
    case .averagePool: "avg"
    case .skip: "skip"
    case .separable3: "sep 3"
    case .separable5: "sep 5"
    case .dilated3: "dil 3"
    case .dilated5: "dil 5"
    }
  }
}
