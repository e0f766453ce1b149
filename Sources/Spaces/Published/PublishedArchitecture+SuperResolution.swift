extension PublishedArchitecture {
  /// Nets whose graphs were released: FALSR-A, B and C, MoreMNAS-C and D. Blocks and edges are read from the graphs; of MoreMNAS-A and B
  /// none are known.
  public static let superResolution = [
    net(
      "FALSR-A", blocks: ["c64k3b4s", "c48k1b1s", "c64k3b4s", "c64k3b4s", "c64k3b4s", "c64k1b4", "c64k3b4s"],
      edges: ["", "", "", "1", "s1", "", "s14", "s012345"], parameters: "1.021", macs: "234.7G",
      restorations: ["37.82/.9595", "33.55/.9168", "32.12/.8987", "31.93/.9256"]),
    net(
      "FALSR-B", blocks: ["i16k3b1s", "i48k1b2s", "c16k1b2s", "i32k3b4", "c64k3b2", "416k3b4", "c16k3b1s"],
      edges: ["", "s", "s0", "", "12", "13", "s01", "035"], parameters: "0.326", macs: "74.7G",
      restorations: ["37.61/.9585", "33.29/.9143", "31.97/.8967", "31.28/.9191"]),
    net(
      "FALSR-C", blocks: ["232k1b1", "c64k1b4", "i48k3b4", "232k1b1", "432k1b1s", "c48k1b4", "c16k3b1s"],
      edges: ["", "s", "", "0", "s", "s", "0", "s15"], parameters: "0.408", macs: "93.7G",
      restorations: ["37.66/.9586", "33.26/.9140", "31.96/.8965", "31.24/.9187"]),
    net(
      "MoreMNAS-C", blocks: ["i16k1b2", "i16k1b2", "i16k1b2", "248k1b4s", "216k1b1", "i16k1b2", "i16k1b2"], edges: nil,
      parameters: "0.025", macs: "5.5G", restorations: ["37.06/.9561", "32.75/.9094", "31.50/.8904", "29.92/.9023"]),
    net(
      "MoreMNAS-D", blocks: ["c48k1b1s", "432k1b2s", "c48k1b1s", "448k1b1s", "i48k1b4s", "416k1b1", "i64k3b4"], edges: nil,
      parameters: "0.664", macs: "152.4G", restorations: ["37.57/.9584", "33.25/.9142", "31.94/.8966", "31.25/.9191"]),
  ]

  /// - Parameters:
  ///   - blocks: c for a convolution, 2 and 4 for one in groups, i for inverted bottlenecks; width, kernel, repeats; s for a skip.
  ///   - edges: for each cell and what is behind the last one, what it reads besides the one in front of it: s the stem, n cell n.
  ///   - restorations: on Set5, Set14, B100 and Urban100.
  private static func net(
    _ name: String, blocks: [String], edges: [String]?, parameters: PrintedNumber, macs: PrintedNumber, restorations: [String]
  ) -> PublishedArchitecture {
    let kinds: [Character: SuperResolutionBlock.Kind] = ["c": .conv, "2": .groupConG2, "4": .groupConG4, "i": .invertBotConE2]
    let names = blocks.map { text in
      let numbers = text.dropFirst().split { !$0.isNumber }.compactMap { Int($0) }, kind = kinds[text[text.startIndex]] ?? .conv
      return SuperResolutionBlock(
        kind, features: numbers[0], kernel: numbers[1], repeats: numbers[2], skip: text.hasSuffix("s")
      ).name
    }
    let words = (edges ?? []).enumerated().flatMap { reader, read in
      (0..<reader).map { read.contains($0 == 0 ? "s" : "\($0 - 1)") ? "skip" : "none" }
    }
    let sets = [("Set5", 5), ("Set14", 14), ("B100", 100), ("Urban100", 100)]
    let figures = zip(sets, restorations).map { set, text in
      let numbers = text.split(separator: "/").map { PrintedNumber(stringLiteral: String($0)) }
      return Restoration(set.0, images: set.1, psnr: numbers[0], ssim: numbers[1])
    }
    return PublishedArchitecture(
      name, space: edges == nil ? "moremnas" : "falsr", (names + words).joined(separator: ","),
      Figures(parameters: parameters, macs: macs, restorations: figures), family: .superResolution,
      source: "FALSR (Chu et al. 2019), README of the released code; layers from the released graph")
  }
}
