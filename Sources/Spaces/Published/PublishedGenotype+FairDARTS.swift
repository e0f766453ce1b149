extension PublishedGenotype {
  /// The seven of FairDARTS and one found with batches of 64 (released code): sums without an entry are missing.
  static let fairDARTS = [
    net(
      "FairDARTS_a",
      normal: "s3:2<0 s5:2<1 m:4<0 s3:5<0",
      reduce: "m:2<0 a:2<1 a:3<0 d5:3<1 a:4<0 s5:4<1 k:5<0 k:5<1",
      [
        .init(.cifar, parameters: "2.83", macs: "373", top1: 97.46, .readmeFair)
      ]),
    net(
      "FairDARTS_b",
      normal: "s3:2<0 s3:2<1 s3:3<1 d3:4<0 s5:4<1 d5:5<1",
      reduce: "k:2<0 d3:2<1 k:3<0 d3:3<1 m:4<0 s3:4<1 k:5<2 m:5<0",
      [
        .init(.cifar, parameters: "3.88", macs: "536", top1: 97.49, .readmeFair)
      ]),
    net(
      "FairDARTS_c",
      normal: "m:2<0 s5:2<1 d3:4<0 d5:4<2 k:5<3 s3:5<0",
      reduce: "d3:2<1 d5:2<0 d3:3<0 s3:3<1 s5:4<0 s5:4<3 s5:5<0 k:5<1",
      [
        .init(.cifar, parameters: "2.59", macs: "400", top1: 97.5, .readmeFair)
      ]),
    net(
      "FairDARTS_d",
      normal: "s3:2<0 s5:2<1 d3:3<1 m:3<0 d3:4<0 d3:4<1 s3:5<0 d5:5<1",
      reduce: "m:2<0 s5:2<1 a:3<0 d5:3<2 d3:4<3 a:4<0 a:5<0 k:5<3",
      [
        .init(.cifar, parameters: "3.84", macs: "532", top1: 97.51, .readmeFair)
      ]),
    net(
      "FairDARTS_e",
      normal: "s3:2<0 s3:2<1 d3:4<1 d3:4<2 d3:5<0 d5:5<1",
      reduce: "m:2<1 m:2<0 m:3<1 m:3<0 s5:4<1 m:4<0 a:5<0 d5:5<1",
      [
        .init(.cifar, parameters: "3.12", macs: "414", top1: 97.47, .readmeFair)
      ]),
    net(
      "FairDARTS_f",
      normal: "m:2<0 s3:2<1 d3:3<1 s5:4<1 s3:5<0 s3:5<1",
      reduce: "m:2<0 m:2<1 m:3<0 d3:3<1 d3:4<2 m:4<0 m:5<0 s3:5<1",
      [
        .init(.cifar, parameters: "3.62", macs: "497", top1: 97.35, .readmeFair)
      ]),
    net(
      "FairDARTS_g",
      normal: "s3:2<0 s3:2<1 k:4<3 s5:4<1 d3:5<0 s3:5<1",
      reduce: "a:2<1 k:2<0 k:3<2 m:3<1 s5:4<3 m:4<0 d3:5<1 d3:5<4",
      [
        .init(.cifar, parameters: "3.38", macs: "453", top1: 97.46, .readmeFair),
        .init(.cifar, parameters: "3.375", macs: "453", .codeFair),
      ]),
    net(
      "DCO_SPARSE_BS_64",
      normal: "s3:2<0 d3:2<1 s5:3<0 d3:3<1 m:4<0 d5:5<0",
      reduce: "k:2<0 d5:2<1 s5:3<0 s5:3<2 s5:4<3 a:4<0 d3:5<0 d5:5<1",
      [
        .init(.cifar, parameters: "3.01", macs: "469", .codeFair)
      ]),
  ]

  private static func net(_ name: String, normal: String, reduce: String, _ printed: [Printed]) -> PublishedGenotype {
    PublishedGenotype(name: name, family: .fairDARTS, printed: printed, normal: normal, reduce: reduce)
  }
}
