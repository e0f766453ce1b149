extension PublishedArchitecture {
  /// SCARLET-A, B and C. In the released code their skips do nothing; B's printed multiply-adds are those with its two as 1 × 1 maps.
  public static let scarlet = [
    net(
      "SCARLET-A", "37 65 35 37+ 63+ 35+ 63+ 33 37+ 37 35 37+ 33 37+ 63+ 65+ 33+ 63+ 67+",
      Figures(parameters: "6.7", macs: "365", top1: 76.9, top5: 93.4)),
    net(
      "SCARLET-B", "33+ 35+ 33+ 67+ 33 35 67+ 33+ skip 35 33+ 33+ 67+ 33+ 65+ 65+ skip 67+ 65+",
      Figures(parameters: "6.5", macs: "329", top1: 76.3, top5: 93.0)),
    net(
      "SCARLET-C", "35+ 33+ 35+ skip skip 33 67+ 33+ 33+ 35 37+ 37 33+ 37+ 33+ skip 63+ 67+ 65+",
      Figures(parameters: "6.0", macs: "280", top1: 75.6, top5: 92.6)),
  ]

  private static func net(_ name: String, _ layers: String, _ published: Figures) -> PublishedArchitecture {
    PublishedArchitecture(
      name, space: "scarlet", invertedResiduals(layers), published, family: .scarlet,
      source: "SCARLET-NAS (Chu et al. 2021), table of the released code; layers from it")
  }

  /// Names of inverted residuals from a shorthand: `37+` is `MB3_K7_SE`; words stand for themselves.
  static func invertedResiduals(_ layers: String) -> String {
    layers.split(separator: " ").map { layer in
      let letters = Array(layer)
      return letters[0].isNumber ? "MB\(letters[0])_K\(letters[1])\(letters.count > 2 ? "_SE" : "")" : String(layer)
    }.joined(separator: ",")
  }
}
