extension PublishedArchitecture {
  /// Networks of NAS-Bench-Macro that are spoken of; accuracies are means of three trainings on CIFAR-10, each the best over 50 epochs.
  public static let nasBenchMacro = [
    net("NAS-Bench-Macro-best", "22212220", Figures(parameters: "2.0", macs: "85.2", top1: 93.13), "Fig. 8"),
    net(
      "NAS-Bench-Macro-best-run", "22221212", Figures(parameters: "2.389", macs: "91.567", top1: 93.02),
      "the table; its best single run has 93.45 %"),
    net("NAS-Bench-Macro-worst", "00000000", Figures(parameters: "0.388", macs: "7.713", top1: 45.36), "the benchmark's table"),
    net("NAS-Bench-Macro-all-MB3_K3", "11111111", Figures(parameters: "1.589", macs: "53.246", top1: 91.93), "the benchmark's table"),
    net("NAS-Bench-Macro-all-MB6_K5", "22222222", Figures(parameters: "2.933", macs: "105.661", top1: 92.95), "the benchmark's table"),
  ]

  private static func net(_ name: String, _ text: String, _ published: Figures, _ place: String) -> PublishedArchitecture {
    PublishedArchitecture(
      name, space: "nas-bench-macro", text, published, family: .nasBenchMacro, source: "NAS-Bench-Macro (Su et al. 2021), \(place)")
  }
}
