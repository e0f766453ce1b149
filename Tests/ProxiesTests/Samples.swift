import Fixtures
import FoundationEssentials
import Proxies
import Spaces
import Streams

/// The spaces, nets, images and expected scores of Tests/Golden/proxies/make.py.
enum Samples {
  struct Expected: Decodable {
    struct Net: Decodable, Sendable {
      var space: String, net: String, scores: [String: Double]
    }

    var nets: [Net]
  }

  static let nets: [Expected.Net] = {
    do { return try JSONDecoder().decode(Expected.self, from: try Fixtures.golden("proxies/proxies.json")).nets } catch {
      preconditionFailure("Tests/Golden/proxies/proxies.json: \(error)")
    }
  }()

  static let input = ImageShape(height: 6, width: 6, channels: 2)

  static func space(_ name: String) -> Space {
    switch name {
    case "macro": .nasBenchMacro(input: input, classes: 3, stem: 3, widths: [4, 5], depths: [2, 2], head: 6)
    // Its synflow is e¹³⁰, beyond Float.
    case "deep": .nasBenchMacro(input: input, classes: 3, stem: 16, widths: [24, 32], depths: [12, 12], head: 24)
    default: .nasBench201(input: ImageShape(height: 8, width: 8, channels: 1), classes: 3, channels: 4, cells: 2)
    }
  }

  static let batch = 6

  static func images(_ space: Space) -> [Float] {
    var random = RandomStream(seed: 5, "pictures")
    return (0..<batch * space.input.height * space.input.width * space.input.channels).map { _ in
      1.5 * Float(2 * random.unit() - 1)
    }
  }

  static func scorer(
    _ space: Space, _ proxies: [Proxy] = Proxy.allCases, several: Bool = false, threads: Int = 2
  ) throws -> ProxyScorer {
    var scorer = try ProxyScorer(space, proxies, several: several, batch: batch, threads: threads)
    scorer.initialize(seed: 3)
    scorer.load(images(space), (0..<batch).map { Int32($0 % space.classes) })
    return scorer
  }
}
