extension Space {
  /// The space in which each choice has only the candidates that the architecture keeps: its stand-alone net, where it keeps one.
  public func restricted(to architecture: Architecture) -> Space {
    var space = self
    for (number, kept) in architecture.kept.enumerated() { space.choices[number].candidates = kept.map { choices[number].candidates[$0] } }
    return space
  }
}
