public import Datasets
internal import Engine
internal import Networks
public import Spaces

/// How alike the outputs of a choice's candidates are: S of two is the cosine of their outputs, channel by channel over positions, its mean
/// over channels and images, and over paths that lead there (Chu et al. 2021, SCARLET: matrices of cosines, whose definition is not published).
///
/// An output is what the next place reads, with the residual; where a channel's norm is below 1e-12 its cosine counts as 0. Normalisations
/// take the statistics of the images themselves, so that no running average of other paths comes in.
public struct FeatureSimilarity: Hashable, Sendable {
  /// Name of the choice.
  public let choice: String
  /// [candidates][candidates], symmetric.
  public let cosines: [[Double]]
  /// Candidates that compute nothing in the alone form.
  public let skips: [Int]

  /// Of a place of a chain under trained weights.
  ///
  /// - Parameters:
  ///   - place: number of the choice, from 0.
  ///   - prefixes: paths of the choices in front of it; all further candidates of a path are not read.
  ///   - images: how many of them are looked at.
  ///
  /// Throws what `Outputs` throws; `TrainingError.unsupported` where the space is no chain.
  public init(
    _ space: Space, _ weights: Snapshot, place: Int, prefixes: [[Int]], on images: PreparedImages, count: Int, threads: Int = 1
  ) throws {
    guard space.isChain else { throw TrainingError.unsupported(operation: space.name, "outputs are compared in chains, and it is none") }
    guard images.count >= count else { throw TrainingError.images(count: images.count, chunk: count, blocks: 1) }
    let cut = space.cut(behind: place), shape = space.shapes[place + 1], candidates = space.choices[place].candidates.indices
    let outputs = try Outputs(cut, weights, images: count, threads: threads), pixels = try images.values(0..<count).images
    var sums = candidates.map { _ in [Double](repeating: 0, count: candidates.count) }
    for prefix in prefixes {
      let features = try candidates.map { try outputs.of(Subnet(path: Array(prefix[..<place]) + [$0]), pixels, statistics: .batch) }
      for a in candidates {
        for b in a..<candidates.count {
          sums[a][b] += Self.cosine(features[a], features[b], positions: shape.positions, channels: shape.channels)
        }
      }
    }
    choice = space.choices[place].name
    skips = candidates.filter { space.isSkip(ofNode: place, candidate: $0) }
    cosines = candidates.map { a in candidates.map { b in sums[min(a, b)][max(a, b)] / Double(prefixes.count) } }
  }

  /// Mean over pairs of different candidates that compute something; nil where there are not two.
  public var amongOthers: Double? {
    let own = others
    return mean(own.flatMap { a in own.filter { $0 != a }.map { cosines[a][$0] } })
  }

  /// Mean over the skip and each other candidate; nil where there is no skip.
  public var ofSkips: Double? { mean(skips.flatMap { skip in others.map { cosines[skip][$0] } }) }

  /// How much more alike the others are than the skip is to them.
  public var difference: Double? { amongOthers.flatMap { others in ofSkips.map { others - $0 } } }

  private var others: [Int] { cosines.indices.filter { !skips.contains($0) } }

  private func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }

  /// The mean over images and channels of the cosine over positions; a and b are [images][positions][channels].
  package static func cosine(_ a: [Float], _ b: [Float], positions: Int, channels: Int) -> Double {
    var sum = 0.0
    let images = a.count / (positions * channels)
    for image in 0..<images {
      for channel in 0..<channels {
        var product = 0.0, first = 0.0, second = 0.0
        for position in 0..<positions {
          let i = (image * positions + position) * channels + channel, x = Double(a[i]), y = Double(b[i])
          product += x * y
          first += x * x
          second += y * y
        }
        let norms = (first.squareRoot(), second.squareRoot())
        if norms.0 >= 1e-12 && norms.1 >= 1e-12 { sum += product / (norms.0 * norms.1) }
      }
    }
    return sum / Double(images * channels)
  }
}

extension Space {
  /// The chain up to a place, whose output it gives as it is.
  fileprivate func cut(behind place: Int) -> Space {
    let shape = shapes[place + 1]
    return Space(
      name: name, input: input, classes: shape.positions * shape.channels, stem: stem, choices: Array(choices[...place]),
      nodes: Array(nodes[...place]), head: [.flatten], initialization: initialization, skips: skips)
  }
}
