extension PublishedGenotype {
  /// Of DARTS and of methods that search its cells (tables and released codes of each).
  static let methods = [
    net(
      "DARTS_V1",
      normal: "s3:1 s3:0 / k:0 s3:1 / k:0 s3:1 / s3:0 k:2",
      reduce: "m:0 m:1 / k:2 m:0 / m:0 k:2 / k:2 a:0", []),
    net(
      "DARTS_V2",
      normal: "s3:0 s3:1 / s3:0 s3:1 / s3:1 k:0 / k:0 d3:2",
      reduce: "m:0 m:1 / k:2 m:1 / m:0 k:2 / k:2 m:1",
      [
        .init(.cifar, parameters: "3.3", macs: "528", .codeFair),
        .init(.cifar, parameters: "3.36", macs: "522", top1: 96.94, .readmeFair),
        .init(.imageNet, parameters: "4.7", macs: "574", top1: 73.3, .darts),
      ]),
    net(
      "PC_DARTS_cifar",
      normal: "s3:1 k:0 / s3:0 d3:1 / s5:0 s3:1 / a:0 d3:1",
      reduce: "s5:1 m:0 / s5:1 s5:2 / s3:0 s3:3 / s3:1 s3:2",
      [
        .init(.cifar, parameters: "3.63", macs: "558", top1: 97.31, .readmeFair),
        .init(.imageNet, parameters: "5.3", macs: "586", top1: 74.9, .pc),
      ]),
    net(
      "PC_DARTS_image",
      normal: "k:1 s3:0 / s3:0 k:1 / s3:1 s3:3 / s3:1 d5:4",
      reduce: "s3:0 k:1 / d5:2 m:1 / s3:2 s3:1 / s5:0 s3:3",
      [
        .init(.imageNet, parameters: "5.3", macs: "597", top1: 75.8, .pc)
      ]),
    net(
      "PDARTS",
      normal: "k:0 d3:1 / k:0 s3:1 / s3:1 s3:3 / s3:0 d5:4",
      reduce: "a:0 s5:1 / s3:0 d5:2 / m:0 d3:1 / d3:1 d5:3",
      [
        .init(.cifar, parameters: "3.43", macs: "532", top1: 97.53, .readmeFair),
        .init(.imageNet, parameters: "4.9", macs: "557", top1: 75.6, .pdarts),
      ]),
    net(
      "SNAS",
      normal: "s3:0 s3:1 / k:0 d3:1 / k:1 k:0 / k:0 s3:1",
      reduce: "m:0 m:1 / m:1 k:2 / k:2 m:1 / m:0 d5:2",
      [
        .init(.cifar, parameters: "2.66", macs: "422", .codeFair)
      ]),
    net(
      "GDAS_V1",
      normal: "k:0 k:1 / k:0 s5:2 / s3:3 k:0 / s5:4 s3:3",
      reduce: "s5:0 s3:1 / s5:2 s5:1 / d5:2 s3:1 / s5:0 s5:2",
      [
        .init(.cifar, parameters: "3.36", macs: "519", .codeFair)
      ]),
    net(
      "MdeNAS",
      normal: "s5:1 s3:0 / k:0 s5:1 / s5:3 s3:1 / d5:3 m:4",
      reduce: "m:0 s5:1 / k:0 k:1 / s3:3 k:2 / d3:3 s5:0",
      [
        .init(.cifar, parameters: "3.78", macs: "599", .codeFair)
      ]),
  ]

  private static func net(_ name: String, normal: String, reduce: String, _ printed: [Printed]) -> PublishedGenotype {
    PublishedGenotype(name: name, family: .methods, printed: printed, normal: normal, reduce: reduce)
  }
}
