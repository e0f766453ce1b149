extension PublishedGenotype {
  /// The ten of NoisyDARTS, one a setting of the noise (released code).
  static let noisyDARTS = [
    net(
      "NoisyDARTS_a",
      normal: "s3:1 s3:0 / k:0 d3:2 / d3:3 s3:1 / d5:4 d3:3",
      reduce: "m:0 d5:1 / k:2 m:0 / k:2 k:3 / k:2 d5:4",
      [
        .init(.cifar, parameters: "3.25", macs: "534", top1: 97.61, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_b",
      normal: "s3:1 s3:0 / k:0 d5:2 / k:0 s3:1 / d3:4 d5:3",
      reduce: "a:0 d3:1 / k:2 a:0 / a:0 k:2 / k:2 d5:3",
      [
        .init(.cifar, parameters: "3.09", macs: "511", top1: 97.53, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_c",
      normal: "s3:0 s5:1 / k:2 k:0 / d5:3 s3:1 / s3:1 d3:4",
      reduce: "a:0 s5:1 / a:0 k:2 / d5:3 a:0 / a:0 k:3",
      [
        .init(.cifar, parameters: "3.33", macs: "539", top1: 97.4, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_d",
      normal: "s3:1 s3:0 / k:0 s5:1 / d3:3 k:2 / d3:1 d5:4",
      reduce: "m:0 m:1 / k:2 a:1 / k:2 k:3 / k:2 k:3",
      [
        .init(.cifar, parameters: "3.06", macs: "501", top1: 97.42, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_e",
      normal: "s3:1 s3:0 / s5:1 k:0 / d3:3 s3:0 / d5:4 k:2",
      reduce: "m:0 m:1 / k:2 a:0 / k:3 k:2 / k:3 k:2",
      [
        .init(.cifar, parameters: "3.24", macs: "539", top1: 97.55, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_f",
      normal: "s3:1 s3:0 / k:0 k:2 / k:0 d3:2 / d3:4 d5:3",
      reduce: "m:1 m:0 / k:2 m:0 / d5:3 k:2 / k:2 k:4",
      [
        .init(.cifar, parameters: "2.68", macs: "443", top1: 97.18, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_g",
      normal: "s3:0 s3:1 / s3:1 k:0 / d5:3 d5:2 / d5:4 d3:1",
      reduce: "a:0 k:1 / a:0 k:2 / a:0 d3:3 / d5:4 a:0",
      [
        .init(.cifar, parameters: "3.32", macs: "549", top1: 97.49, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_h",
      normal: "s3:1 k:0 / d5:2 s3:1 / d3:3 d3:2 / d3:4 d5:3",
      reduce: "m:0 m:1 / m:0 m:1 / d5:3 m:0 / d5:3 a:0",
      [
        .init(.cifar, parameters: "3.01", macs: "511", top1: 97.35, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_i",
      normal: "s3:0 s3:1 / k:0 d3:2 / d5:3 d3:2 / d3:4 d3:3",
      reduce: "m:1 k:0 / k:2 a:1 / k:2 a:1 / d5:3 k:4",
      [
        .init(.cifar, parameters: "3.07", macs: "495", top1: 97.28, .readmeNoisy)
      ]),
    net(
      "NoisyDARTS_j",
      normal: "s3:0 s3:1 / k:1 k:0 / d3:3 d5:2 / d5:4 d3:3",
      reduce: "m:0 s3:1 / m:0 d5:2 / k:3 k:2 / k:3 k:4",
      [
        .init(.cifar, parameters: "2.94", macs: "476", top1: 97.21, .readmeNoisy)
      ]),
  ]

  private static func net(_ name: String, normal: String, reduce: String, _ printed: [Printed]) -> PublishedGenotype {
    PublishedGenotype(name: name, family: .noisyDARTS, printed: printed, normal: normal, reduce: reduce)
  }
}
