extension PublishedArchitecture {
  /// FairNAS-A, B and C, found by search with the strictly fair supernet, and the same layers with squeeze-excite and swish.
  public static let fairNAS =
    layers.map { $0.net("", "fairnas", \.figures, source) } + layers.map { $0.net("-SE-1.0", "fairnas-se", \.wide, source) }
    + layers.map { $0.net("-SE-0.5", "fairnas-se-0.5", \.narrow, "FairNAS (Chu et al. 2021), README of the released code") }

  private static let source = "FairNAS (Chu et al. 2021), Table 2; layers from the released code"

  /// Layers, and what is printed of them: plain, with squeeze-excite of as many channels as a layer's inputs, of half of them.
  private struct Layers {
    let name: String, text: String
    let figures: Figures, wide: Figures, narrow: Figures

    func net(_ suffix: String, _ space: String, _ figures: KeyPath<Layers, Figures>, _ source: String) -> PublishedArchitecture {
      PublishedArchitecture(name + suffix, space: space, text, self[keyPath: figures], family: .fairNAS, source: source)
    }
  }

  /// The table's rows with squeeze-excite are mixed: its multiply-adds and accuracies are SE-1.0's, its parameters SE-0.5's.
  private static let layers = [
    Layers(
      name: "FairNAS-A", text: "2023500551311335354", figures: Figures(parameters: "4.6", macs: "388", top1: 75.3, top5: 92.4),
      wide: Figures(parameters: "5.9", macs: "392", top1: 77.5, top5: 93.7), narrow: Figures(top1: 77.396, top5: 93.65)),
    Layers(
      name: "FairNAS-B", text: "1010312031032054534", figures: Figures(parameters: "4.5", macs: "345", top1: 75.1, top5: 92.3),
      wide: Figures(parameters: "5.7", macs: "349", top1: 77.2, top5: 93.5), narrow: Figures(top1: 77.106, top5: 93.528)),
    Layers(
      name: "FairNAS-C", text: "1020000003000055334", figures: Figures(parameters: "4.4", macs: "321", top1: 74.7, top5: 92.1),
      wide: Figures(parameters: "5.6", macs: "325", top1: 76.7, top5: 93.3), narrow: Figures(top1: 76.76, top5: 93.318)),
  ]
}
