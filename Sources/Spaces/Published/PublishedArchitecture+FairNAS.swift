extension PublishedArchitecture {
  /// FairNAS-A, B and C, found by search with the strictly fair supernet.
  public static let fairNAS = [
    net("FairNAS-A", "2023500551311335354", Figures(parameters: 4.6, macs: 388, top1: 75.3, top5: 92.4)),
    net("FairNAS-B", "1010312031032054534", Figures(parameters: 4.5, macs: 345, top1: 75.1, top5: 92.3)),
    net("FairNAS-C", "1020000003000055334", Figures(parameters: 4.4, macs: 321, top1: 74.7, top5: 92.1)),
  ]

  private static func net(_ name: String, _ text: String, _ published: Figures) -> PublishedArchitecture {
    PublishedArchitecture(
      name, space: "fairnas", text, published, source: "FairNAS (Chu et al. 2021), Table 2; layers from the released code")
  }
}
