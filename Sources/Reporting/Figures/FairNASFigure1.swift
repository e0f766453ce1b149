/// The points and bars of FairNAS's Fig. 1 (1907.01845), digitised from the image: published values, measured by its authors.
public enum FairNASFigure1 {
  public static let source = "FairNAS, Fig. 1, ImageNet, digitised"

  /// One-shot against stand-alone accuracy of 13 nets chosen evenly spaced in FairNAS's one-shot accuracy. Of the other series only
  /// points that the image resolves; tau is the authors', of all 13.
  public static let scatter: [OneShotScatter.Panel] = [
    panel(
      "FairNAS", 0.9487,
      [
        (0.6411, 0.6926), (0.6460, 0.6930), (0.6514, 0.6935), (0.6557, 0.6947), (0.6607, 0.6966), (0.6654, 0.6939), (0.6702, 0.6973),
        (0.6756, 0.6974), (0.6799, 0.7043), (0.6851, 0.7087), (0.6902, 0.7124), (0.6952, 0.7128), (0.7003, 0.7161),
      ]),
    panel(
      "SPOS", 0.6153,
      [
        (0.6233, 0.695), (0.6262, 0.697), (0.6278, 0.7043), (0.6306, 0.697), (0.6393, 0.7087), (0.6399, 0.712), (0.641, 0.713),
        (0.6489, 0.716),
      ]),
    panel(
      "EF (k = 6)", 0.4781,
      [
        (0.0241, 0.704), (0.0288, 0.713), (0.0466, 0.6945), (0.0504, 0.6966), (0.0549, 0.6974), (0.0652, 0.7125), (0.0665, 0.7087),
        (0.0690, 0.716),
      ]),
    panel("EF, 1/6 of the learning rate", 0.4781, [(0.116, 0.704), (0.178, 0.712), (0.215, 0.713), (0.227, 0.709), (0.271, 0.716)]),
  ]

  /// One-shot accuracies of 960 nets; heights are read to ± 4 nets, so sums may miss 960 by a few.
  public static let histograms: [AccuracyHistograms.Panel] = [
    .init(
      "FairNAS", published: Bins(low: 0.666, width: 0.0030, counts: [3, 8, 30, 73, 153, 214, 211, 152, 89, 25]), nets: 960, source: source),
    .init(
      "SPOS", published: Bins(low: 0.612, width: 0.0043, counts: [2, 2, 3, 39, 102, 229, 262, 195, 105, 11]), nets: 960, source: source),
    .init(
      "EF (k = 6)", published: Bins(low: 0.012, width: 0.0087, counts: [23, 57, 77, 112, 163, 170, 127, 128, 71, 32]), nets: 960,
      source: source),
    .init(
      "EF, 1/6 of the learning rate", published: Bins(low: 0.061, width: 0.0252, counts: [23, 121, 28, 54, 160, 172, 128, 142, 87, 45]),
      nets: 960, source: source),
  ]

  private static func panel(_ title: String, _ tau: Double, _ points: [(Double, Double)]) -> OneShotScatter.Panel {
    var panel = OneShotScatter.Panel(title, points: points.map { .init(x: $0.0, y: $0.1) }, tau: Reading(tau), source: source)
    panel.total = 13
    return panel
  }
}
