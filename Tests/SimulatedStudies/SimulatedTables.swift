package import Analysis
import Digests
import Spaces
import Streams

/// Small published tables that somebody might have made: every role, in the layouts of the real ones.
package enum SimulatedTables {
  /// File names and texts, in the order of the roles supernets, cells, angles, networks, skips, finalSkips.
  package static let texts: [(name: String, text: String)] = [
    ("supernets.csv", supernets), ("cells.csv", trained), ("angles.csv", angles), ("networks.tsv", networks), ("epochs.csv", epochs),
    ("final.csv", final),
  ]

  /// The files, one of them with another text where that is asked for.
  package static func files(changing name: String = "", to text: String = "") -> TablesStudy.Files {
    let files = texts.map { file($0.name, $0.name == name ? text : $0.text) }
    return TablesStudy.Files(
      supernets: files[0], cells: files[1], angles: files[2], networks: files[3], skips: files[4], finalSkips: files[5])
  }

  package static func file(_ name: String, _ text: String) -> PublishedFile {
    PublishedFile(name: name, source: "somebody", bytes: Array(text.utf8), digest: Digest(of: text.utf8))
  }

  /// 120 cells, of which every fourth is followed by one of the same function.
  private static let cells: [(text: String, unique: String, quality: Double)] = {
    let operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"], froms = [0, 0, 1, 0, 1, 2]
    var random = RandomStream(seed: 3, "cells")
    return (0..<120).map { number in
      var code = number * 131 % 15_625, parts: [String] = []
      for (edge, from) in froms.enumerated() {
        parts.append(
          (edge == 0 || edge == 1 || edge == 3 ? "|" : "") + "\(operations[code % 5])~\(from)|" + (edge == 0 || edge == 2 ? "+" : ""))
        code /= 5
      }
      return (parts.joined(), "unique \(number % 4 == 1 ? number - 1 : number)", random.normal())
    }
  }()

  private static let supernets: String = {
    var random = RandomStream(seed: 4, "supernets")
    let rows = cells.enumerated().map { number, cell in
      "\(number),\(cell.text),50,\(50 + 4 * (cell.quality + random.normal())),\(50 + 4 * (cell.quality + 0.5 * random.normal()))"
    }
    return (["arch,cellstr,few_shot_repo_nasbench201,one_shot_supernet,few_shot_supernet"] + rows).joined(separator: "\n") + "\n"
  }()

  /// In another order than the supernets' table.
  private static let trained: String = {
    var random = RandomStream(seed: 5, "trained")
    let rows = cells.reversed().map { cell in
      let accuracies = [90.0, 70, 40].map { "\($0 + 2 * cell.quality + 0.2 * random.normal())" }.joined(separator: ",")
      return "\(accuracies),\(cell.text),\(cell.unique)"
    }
    let heading = "CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,ImageNetTestAccuracy200Epochs,ArchitectureString,UniqueString"
    return ([heading] + rows).joined(separator: "\r\n")
  }()

  /// Twenty ranks: within their tens reversed, as they are, and all reversed.
  private static let angles =
    (["stand_alone_rank,angle_rank_cifar10,angle_rank_cifar100,angle_rank_imagenet16_120"]
    + (1...20).map { "\($0),\($0 <= 10 ? 11 - $0 : 31 - $0),\($0),\(21 - $0)" }).joined(separator: "\n")

  private static let networks: String = {
    var random = RandomStream(seed: 6, "networks")
    func cell() -> String {
      (0..<4).map { node in
        "["
          + (0..<2).map { edge in "('\(Primitive.withoutNone[random.below(7)].rawValue)', \(min(edge, node + 1)))" }.joined(separator: ", ")
          + "]"
      }.joined(separator: ", ")
    }
    return (0..<30).map { _ in
      "\(97 + 0.3 * random.normal())\tGENOTYPE=Genotype(normal=[\(cell())], normal_concat=range(2, 6), reduce=[\(cell())], reduce_concat=range(2, 6))\n"
    }.joined()
  }()

  private static let heading = "space,data,drop_path,weight_decay,seed,EPOCH,normal_skips,reduce_skips,valid_accuracy"

  /// Two searches of ten epochs in S3: one reaches half at epoch 6, the other is there at first, and again at the end alone.
  private static let epochs =
    ([heading.replacing("EPOCH", with: "epoch")]
    + [(1, [0, 0, 1, 1, 2, 3, 4, 5, 6, 7]), (2, [4, 3, 2, 2, 2, 2, 2, 2, 3, 5])].flatMap { seed, skips in
      skips.enumerated().map { "s3,svhn,0.0,0.0003,\(seed),\($0),\($1),0,\(80 + $0)" }
    }).joined(separator: "\n")

  private static let final =
    ([heading.replacing("EPOCH", with: "last_epoch")]
    + ["s3,svhn,0.0,0.0003,1,9,7,0,89", "s3,svhn,0.0,0.0003,2,9,5,0,89", "s1,cifar10,0.2,0.0009,1,9,0,1,70"]).joined(separator: "\n")
}
