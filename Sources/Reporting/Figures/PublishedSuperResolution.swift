internal import Statistics

/// Nets that double images, as FALSR's released README lists them: 12 of others, MoreMNAS's four and FALSR's three. Published values; multiply-adds
/// are for an output of 1280 × 720.
public struct PublishedSuperResolution: Hashable, Sendable {
  public static let source = "FALSR (Chu et al. 2019), README of the released code, ×2"
  public static let sets = ["Set5", "Set14", "B100", "Urban100"]

  public let name: String
  /// Multiply-adds (10⁹) and parameters (10³).
  public let macs: Double, parameters: Double
  /// PSNR (dB) of luma on each of `sets`; nil where none is printed.
  public let psnr: [Double?]

  public static let all: [PublishedSuperResolution] = [
    net("SRCNN", 52.7, 57, 36.66, 32.42, 31.36, 29.50), net("FSRCNN", 6.0, 12, 37.00, 32.63, 31.53, 29.88),
    net("VDSR", 612.6, 665, 37.53, 33.03, 31.90, 30.76), net("DRCN", 17_974.3, 1774, 37.63, 33.04, 31.85, 30.75),
    net("CNF", 311.0, 337, 37.66, 33.38, 31.91, nil), net("LapSRN", 29.9, 813, 37.52, 33.08, 31.80, 30.41),
    net("DRRN", 6796.9, 297, 37.74, 33.23, 32.05, 31.23), net("BTSRN", 207.7, 410, 37.75, 33.20, 32.05, 31.63),
    net("MemNet", 2662.4, 677, 37.78, 33.28, 32.08, 31.31), net("SelNet", 225.7, 974, 37.89, 33.61, 32.08, nil),
    net("CARN", 222.8, 1592, 37.76, 33.52, 32.09, 31.92), net("CARN-M", 91.2, 412, 37.53, 33.26, 31.92, 31.23),
    net("MoreMNAS-A", 238.6, 1039, 37.63, 33.23, 31.95, 31.24), net("MoreMNAS-B", 256.9, 1118, 37.58, 33.22, 31.91, 31.14),
    net("MoreMNAS-C", 5.5, 25, 37.06, 32.75, 31.50, 29.92), net("MoreMNAS-D", 152.4, 664, 37.57, 33.25, 31.94, 31.25),
    net("FALSR-A", 234.7, 1021, 37.82, 33.55, 32.12, 31.93), net("FALSR-B", 74.7, 326, 37.61, 33.29, 31.97, 31.28),
    net("FALSR-C", 93.7, 408, 37.66, 33.26, 31.96, 31.24),
  ]

  private static func net(
    _ name: String, _ macs: Double, _ parameters: Double, _ set5: Double, _ set14: Double, _ b100: Double, _ urban100: Double?
  ) -> PublishedSuperResolution {
    PublishedSuperResolution(name: name, macs: macs, parameters: parameters, psnr: [set5, set14, b100, urban100])
  }

  /// The front of each net that has a PSNR on a set, from 0, among those that have one: much PSNR, few multiply-adds and, where these count,
  /// few parameters.
  public static func fronts(on set: String, countingParameters: Bool) -> [(net: PublishedSuperResolution, front: Int)] {
    guard let place = sets.firstIndex(of: set) else { return [] }
    let nets = all.filter { $0.psnr[place] != nil }
    let points = nets.map { [$0.psnr[place] ?? 0, -$0.macs] + (countingParameters ? [-$0.parameters] : []) }
    do throws(StatisticsError) { return zip(nets, try NonDominatedSort(points).ranks).map { ($0, $1) } } catch {
      preconditionFailure("published values are numbers: \(error)")
    }
  }

  /// PSNR on a set against multiply-adds, with the nets that no other beats in both.
  static func plane(on set: String = "Set5") -> ParetoPlane {
    let ranked = fronts(on: set, countingParameters: false), place = sets.firstIndex(of: set) ?? 0
    func point(_ net: PublishedSuperResolution) -> ParetoPlane.Point {
      ParetoPlane.Point(cost: net.macs, quality: net.psnr[place] ?? 0)
    }
    return ParetoPlane(
      "published-super-resolution", nets: ranked.map { point($0.net) }, front: ranked.filter { $0.front == 0 }.map { point($0.net) },
      named: ranked.map { ParetoPlane.Named($0.net.name, point($0.net)) },
      cost: Axis("Multiply-adds", unit: "G", scaling: .logarithmic), quality: Axis("PSNR on \(set)", unit: "dB"),
      frontName: "front of what was published", footer: Footer(remark: source))
  }
}
