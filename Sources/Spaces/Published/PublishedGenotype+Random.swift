extension PublishedGenotype {
  /// Random cells with exactly two skips in the normal one, those of at least 500 M multiply-adds (FPT), and three found with noise on
  /// skips: experiments on DARTS in the released code of FairDARTS.
  static let randomAndNoise = [
    net(
      "ID2_1",
      normal: "k:1 s5:0 / k:1 d5:0 / a:1 d3:0 / m:0 s3:3",
      reduce: "d3:1 d5:0 / m:1 d5:2 / k:0 d3:1 / a:4 s5:1",
      [
        .init(.cifar, parameters: "3.20", macs: "433", .codeRandom)
      ]),
    net(
      "ID2_2",
      normal: "k:1 k:0 / d3:0 s5:2 / d5:1 s5:3 / d3:3 m:4",
      reduce: "s3:1 s3:0 / d3:2 m:1 / s3:0 s3:1 / m:2 k:3",
      [
        .init(.cifar, parameters: "3.48", macs: "476", .codeRandom)
      ]),
    net(
      "ID2_3",
      normal: "a:0 k:1 / d5:0 d3:2 / s5:2 k:3 / a:1 a:4",
      reduce: "a:0 a:1 / a:0 s5:1 / s3:2 a:1 / s3:2 m:1",
      [
        .init(.cifar, parameters: "2.81", macs: "378", .codeRandom)
      ]),
    net(
      "ID2_4",
      normal: "k:1 d3:0 / s3:0 a:2 / d5:0 d3:3 / m:1 k:4",
      reduce: "d3:0 s5:1 / s5:1 s5:0 / a:0 s5:2 / s3:0 m:1",
      [
        .init(.cifar, parameters: "3.10", macs: "407", .codeRandom)
      ]),
    net(
      "ID2_5",
      normal: "d5:1 k:0 / s5:0 k:2 / s5:3 d5:2 / a:0 m:3",
      reduce: "d3:0 d3:1 / m:0 a:2 / m:0 a:2 / d3:0 d3:2",
      [
        .init(.cifar, parameters: "3.18", macs: "442", .codeRandom)
      ]),
    net(
      "ID2_6",
      normal: "s5:0 k:1 / s3:2 s3:0 / a:2 k:0 / s3:0 d5:3",
      reduce: "a:1 s5:0 / d3:2 k:1 / a:2 k:1 / s3:4 d3:1",
      [
        .init(.cifar, parameters: "3.76", macs: "517", .codeRandom)
      ]),
    net(
      "ID2_7",
      normal: "k:1 s5:0 / m:0 d3:1 / s5:1 a:0 / k:4 s5:0",
      reduce: "d5:1 s3:0 / s5:0 d5:1 / m:1 m:3 / d5:2 m:1",
      [
        .init(.cifar, parameters: "3.46", macs: "480", .codeRandom)
      ]),
    net(
      "ID2_FPT_1",
      normal: "k:1 s3:0 / k:0 d3:2 / s3:1 d5:2 / s3:2 d5:1",
      reduce: "k:0 s5:1 / a:2 d5:0 / s3:0 d5:2 / s5:1 d5:2",
      [
        .init(.cifar, parameters: "3.81", macs: "518", .codeRandom)
      ]),
    net(
      "ID2_FPT_2",
      normal: "d3:0 s3:1 / k:2 k:1 / s5:0 d3:1 / s5:1 d5:4",
      reduce: "d3:0 d3:1 / a:1 k:0 / d5:1 k:3 / k:0 m:3",
      [
        .init(.cifar, parameters: "3.72", macs: "519", .codeRandom)
      ]),
    net(
      "ID2_FPT_3",
      normal: "s5:0 m:1 / s5:1 k:0 / k:2 m:1 / s5:3 s3:2",
      reduce: "s5:0 k:1 / m:1 s5:2 / d5:3 m:0 / d3:1 m:2",
      [
        .init(.cifar, parameters: "3.64", macs: "505", .codeRandom)
      ]),
    net(
      "ID2_FPT_4",
      normal: "s3:0 m:1 / d5:2 d5:0 / s5:3 s5:0 / k:3 k:0",
      reduce: "a:0 s5:1 / a:1 d3:0 / d5:3 s5:2 / a:1 d5:4",
      [
        .init(.cifar, parameters: "3.64", macs: "506", .codeRandom)
      ]),
    net(
      "ID2_FPT_5",
      normal: "d5:0 s5:1 / s3:2 k:0 / s5:3 s5:0 / a:1 k:0",
      reduce: "m:1 k:0 / d5:1 d5:2 / s5:0 s3:1 / a:1 k:0",
      [
        .init(.cifar, parameters: "3.87", macs: "543", .codeRandom)
      ]),
    net(
      "ID2_FPT_6",
      normal: "s5:1 s5:0 / k:2 s3:0 / d5:2 d3:3 / m:0 k:2",
      reduce: "m:0 d5:1 / m:2 k:0 / d5:0 s5:3 / s3:1 d5:3",
      [
        .init(.cifar, parameters: "3.64", macs: "502", .codeRandom)
      ]),
    net(
      "ID2_FPT_7",
      normal: "a:0 s5:1 / s5:0 k:1 / d5:0 s5:1 / k:4 s5:0",
      reduce: "d5:1 a:0 / a:2 s5:0 / m:0 d5:2 / s5:3 k:0",
      [
        .init(.cifar, parameters: "3.9", macs: "553", .codeRandom)
      ]),
    net(
      "NOISE_50_1",
      normal: "s3:1 s3:0 / d5:1 d3:2 / s3:1 d5:3 / d5:4 d3:3",
      reduce: "m:0 m:1 / a:0 d5:2 / k:1 m:0 / k:3 a:1",
      [
        .init(.cifar, parameters: "3.96", macs: "553", .codeRandom)
      ]),
    net(
      "NOISE_50_2",
      normal: "d3:1 s3:0 / d3:2 d3:1 / s3:1 d5:3 / d3:3 d5:4",
      reduce: "d5:1 k:0 / m:0 d3:2 / k:3 k:2 / k:2 k:3",
      [
        .init(.cifar, parameters: "3.78", macs: "522", .codeRandom)
      ]),
    net(
      "NOISE_50_3",
      normal: "d3:1 k:0 / s3:1 d3:2 / s3:1 d3:2 / d5:4 d5:1",
      reduce: "m:1 m:0 / a:0 d5:2 / a:1 k:2 / k:3 k:2",
      [
        .init(.cifar, parameters: "3.5", macs: "489", .codeRandom)
      ]),
  ]

  private static func net(_ name: String, normal: String, reduce: String, _ printed: [Printed]) -> PublishedGenotype {
    PublishedGenotype(name: name, family: .randomAndNoise, printed: printed, normal: normal, reduce: reduce)
  }
}
