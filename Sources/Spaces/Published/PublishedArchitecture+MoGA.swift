extension PublishedArchitecture {
  /// MoGA-A, B and C, found for one phone's GPU.
  public static let moGA = [
    net("MoGA-A", "65 67 63 63+ 33+ 63+ 63 67 37+ 67 63 63 65+ 65+", Figures(parameters: "5.1", macs: "304", top1: 75.9, top5: 92.8)),
    net("MoGA-B", "33 33 67 33 65 63+ 65+ 33 67+ 67 35 67+ 67+ 63+", Figures(parameters: "5.5", macs: "248", top1: 75.5, top5: 92.6)),
    net("MoGA-C", "35 33 35 33 35 35 65+ 35 35 63 63+ 63+ 63+ 63+", Figures(parameters: "5.4", macs: "221", top1: 75.3, top5: 92.5)),
  ]

  private static func net(_ name: String, _ layers: String, _ published: Figures) -> PublishedArchitecture {
    PublishedArchitecture(
      name, space: "moga", invertedResiduals(layers), published, family: .moGA,
      source: "MoGA (Chu et al. 2020), table of the released code; layers from it")
  }
}
