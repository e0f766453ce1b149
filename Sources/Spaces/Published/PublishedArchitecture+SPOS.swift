extension PublishedArchitecture {
  /// Nets of SPOS's space: the released one, those of the paper's searches, mmrazor's, and the four that have one block everywhere.
  public static let spos = [released, searched, widened] + uniform + [mmrazor]

  private static let released = PublishedArchitecture(
    "SPOS-released", space: "shufflenet", "21012020202300003233", Figures(parameters: "3.5", macs: "323", top1: 74.4, top5: 92.0),
    family: .spos, source: "SPOS (Guo et al. 2020), README of the released code")

  private static let searched = PublishedArchitecture(
    "SPOS-blocks", space: "shufflenet", blocks, family: .spos,
    source: "SPOS (Guo et al. 2020), comment in network.py of the released code: the paper's search among blocks")

  private static let widened = PublishedArchitecture(
    "SPOS-blocks-and-channels", space: "shufflenet-channels", blocksAndScales, Figures(macs: "328", top1: 74.9, top5: 92.0), family: .spos,
    source: "SPOS (Guo et al. 2020), scales in network.py of the released code; figures as other people's implementation gives them")

  private static let uniform = ["3", "5", "7", "x"].enumerated().map { choice, name in
    PublishedArchitecture(
      "SPOS-all-choice_\(name)", space: "shufflenet", String(repeating: "\(choice)", count: 20), family: .spos,
      source: "SPOS (Guo et al. 2020): one block everywhere")
  }

  private static let mmrazor = PublishedArchitecture(
    "SPOS-mmrazor", space: "shufflenet", "20203110010103122013", Figures(parameters: "3.35", macs: "0.33G", top1: 73.87, top5: 91.6),
    family: .mmrazor, source: "mmrazor (OpenMMLab), README and SPOS_SUBNET.yaml of configs/nas/mmcls/spos")

  /// Found among blocks; the search for channels starts from it.
  private static let blocks = "00311100202110202132"

  /// The same blocks with the scales that the search for channels found, numbered from 0 for 0.2 to 7 for 1.6 there.
  private static let blocksAndScales = zip(blocks, "65352634257546744543").map { block, scale in
    let tenths = 2 * ((scale.wholeNumberValue ?? 0) + 1)
    return "choice_\(["3", "5", "7", "x"][block.wholeNumberValue ?? 0])@\(tenths / 10).\(tenths % 10)"
  }.joined(separator: ",")
}
