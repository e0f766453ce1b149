extension PublishedArchitecture {
  /// Nets found in spaces that AngleNAS shrank (ABS), and mmrazor's row of the first of them.
  ///
  /// The 325 M of FairNAS's row is not the count of the net in the repository's script, by any convention.
  public static let angleNAS = [
    PublishedArchitecture(
      "SPOS+ABS", space: "proxyless-gpu", foundBySPOS, Figures(macs: "472", top1: 75.97), family: .angleNAS, source: source),
    PublishedArchitecture(
      "ProxylessNAS+ABS", space: "proxyless-gpu", text("2 2 -1 -1 0 2 2 -1 5 -1 4 4 0 0 4 2 3 4 4 4 3"), Figures(macs: "470", top1: 76.14),
      family: .angleNAS, source: source),
    PublishedArchitecture(
      "FairNAS+ABS", space: "fairnas", fairNAS("4 2 4 2 2 2 5 2 4 4 2 2 2 4 5 4 2 2 5"), Figures(macs: "325", top1: 74.42),
      family: .angleNAS,
      source: source),
    PublishedArchitecture(
      "SPOS+ABS-mmrazor", space: "proxyless-gpu", foundBySPOS, Figures(parameters: "5.94", macs: "0.49G", top1: 75.98, top5: 92.77),
      family: .mmrazor,
      source: "mmrazor (OpenMMLab), README of configs/nas/mmcls/spos, row MobileNet-ProxylessGPU"),
  ]

  private static let foundBySPOS = text("2 2 -1 0 0 -1 -1 0 5 -1 4 4 0 0 4 2 3 4 4 4 3")
  private static let source = "AngleNAS (Hu et al. 2020), README and scripts of the released code"

  /// Of the code's numbers, in which −1 is the identity.
  private static func text(_ numbers: String) -> String {
    numbers.split(separator: " ").map { $0 == "-1" ? "6" : $0 }.joined()
  }

  /// The code counts FairNAS's candidates by kernel and then by expansion.
  private static func fairNAS(_ numbers: String) -> String {
    numbers.split(separator: " ").compactMap { Int($0) }.map { "\($0 % 2 * 3 + $0 / 2)" }.joined()
  }
}
