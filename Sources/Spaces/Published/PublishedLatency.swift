/// Networks with the latencies that MoGA prints of them on one phone: the data behind "there is no simple linear relation" between
/// multiply-adds and latency.
public struct PublishedLatency: Codable, Hashable, Sendable {
  public let name: String
  /// In millions, as printed; MoGA's own are cut off and not rounded.
  public let macs: Double, parameters: Double
  /// Milliseconds on the phone's GPU, run by SNPE and by MACE, and on its CPU.
  public let snpe: Double, mace: Double, cpu: Double
  /// In per cent, on ImageNet's validation images.
  public let top1: Double

  /// All rows that have every latency (Chu et al. 2020, table of the released repository): eight networks, too few for an interval of
  /// any correlation between the columns.
  public static let moga = [
    row("MobileNetV2", 300, 3.4, (6.9, 7.0, 78), 72.0), row("MobileNetV3-Large", 219, 5.4, (10.8, 9.5, 70), 75.0),
    row("Proxyless-R", 320, 4.0, (7.3, 7.9, 87), 74.6), row("Proxyless-GPU", 465, 7.1, (9.6, 9.8, 126), 75.1),
    row("FairNAS-A", 388, 4.6, (9.8, 9.7, 104), 75.3), row("MoGA-A", 304, 5.1, (11.8, 11.1, 101), 75.9),
    row("MoGA-B", 248, 5.5, (10.3, 10.0, 81), 75.5), row("MoGA-C", 221, 5.4, (9.6, 8.8, 71), 75.3),
  ]

  private static func row(
    _ name: String, _ macs: Double, _ parameters: Double, _ latencies: (snpe: Double, mace: Double, cpu: Double), _ top1: Double
  ) -> PublishedLatency {
    PublishedLatency(
      name: name, macs: macs, parameters: parameters, snpe: latencies.snpe, mace: latencies.mace, cpu: latencies.cpu, top1: top1)
  }
}
