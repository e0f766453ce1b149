internal import Engine
internal import Spaces

/// The end of a network: convolutions, global average, dropout where it has one, classifier, loss.
struct Head: Sendable {
  private let row: Row, pooled: View, dropout: Dropout?, classifier: Classifier

  var loss: CrossEntropy { classifier.loss }

  init(_ site: inout Site, _ units: [Unit], _ buffers: [Int]?, labels: Int, slices: Int, smoothing: Double) throws(TrainingError) {
    let drops = units.compactMap { if case .dropout(let rate) = $0.kind { rate } else { nil } }
    let layers = units.filter { if case .dropout = $0.kind { false } else { true } }
    guard layers.count >= 2, case .linear(true) = layers[layers.count - 1].kind, case .globalAverage = layers[layers.count - 2].kind,
      drops.isEmpty || drops.count == 1 && layers.count + 1 == units.count && units[units.count - 2].kind == .dropout(drops[0])
    else {
      throw .unsupported(operation: "head", "it must end in a global average, at most one dropout, and a linear layer with bias")
    }
    row = try Row(&site, "head", Array(layers.dropLast(2)), residual: false, end: nil, buffers)
    let last = layers[layers.count - 1]
    let pooled = View(site.tensor(last.input), gradient: site.tensor(last.input))
    let dropout = drops.first.map { rate in
      let kept = View(site.tensor(last.input), gradient: site.tensor(last.input))
      return Dropout(pooled, rate: .constant(rate), output: kept, name: "head/dropout")
    }
    (self.pooled, self.dropout) = (pooled, dropout)
    classifier = Classifier(
      &site, "classifier", last, reading: dropout?.output ?? pooled, labels: labels, slices: slices, smoothing: smoothing)
  }

  func lower(_ view: View) -> [any Instruction] {
    let (instructions, last) = row.lower(view)
    return instructions + [GlobalAverage(last, output: pooled)] + [dropout].compactMap { $0 } + classifier.instructions
  }
}
