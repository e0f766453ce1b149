import Engine

/// Views as the readers of a plan come to have them.
extension View {
  /// Plus a tensor that is stored.
  func adding(_ residual: Tensor) -> View {
    View(tensor, normalization, activation, residual: residual, gradient: gradient, closes: closes, slopes: slopes, gain: gain)
  }

  /// The plain tensor as a reader sees it that puts an activation in front of itself.
  func through(_ nonlinearity: Nonlinearity) -> View {
    View(tensor, nil, nonlinearity, gradient: gradient, closes: false, slopes: nonlinearity != .identity)
  }

  /// For a reader that leaves closing to another.
  func leftOpen() -> View { gathering(in: gradient, closes: false) }
}
