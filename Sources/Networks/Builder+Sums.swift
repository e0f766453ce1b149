internal import Engine
internal import Spaces

/// The one rule of sums: residuals, skips, edges and mixtures.
extension Builder {
  /// Adds terms up. One term without weight is itself; two unweighted terms of which one is computed and read here alone and the other is
  /// stored are a view; else a line writes the sum into a tensor. No terms give a tensor of zeros.
  ///
  /// While gradients flow the view holds only where nothing else reads the stored term and the computed one closes to itself: both then
  /// have one gradient, which an activation behind the computed one would bend for the other too.
  ///
  /// - Parameters:
  ///   - isStored: whether the sum must lie in a tensor of its own, as it is read.
  ///   - parts: room for the gradients of weights that are learnt.
  /// - Returns: the sum; where it is no line, with the gradient that its terms share.
  mutating func sum(
    _ terms: [Term], _ name: String, _ shape: Shape, isStored: Bool, parts: WeightedSum.Parts? = nil
  ) -> Value {
    if terms.count == 1, terms[0].isUnweighted, terms[0].value.isPlain || !isStored { return terms[0].value }
    if !isStored, let joined = joined(terms) { return joined }
    var output = value(layout.tensor(shape))
    if trains { output.gradient = ownGradient(shape.count) }
    return appendSum(name, terms, into: output, parts: parts)
  }

  /// The view of a computed term plus a stored one.
  private mutating func joined(_ terms: [Term]) -> Value? {
    guard terms.count == 2, terms.allSatisfy(\.isUnweighted), let computed = terms.firstIndex(where: { $0.isSole && $0.value.isComputed })
    else { return nil }
    let stored = terms[1 - computed], term = terms[computed]
    guard stored.value.isPlain, stored.value.tensor != term.value.tensor else { return nil }
    let sharesGradient = stored.isSole && term.value.closesToItself
    guard stored.value.gradient == nil || sharesGradient else { return nil }
    var value = stored.value.gradient == nil ? term.value : move(term.value, to: stored.value.gradient)
    value.residual = stored.value.tensor
    return value
  }

  /// A line that writes the weighted sum of terms, or zeros where there are none. A term with BatchNorm that is read here alone takes
  /// the sum's gradient.
  mutating func appendSum(_ name: String, _ terms: [Term], into output: Value, parts: WeightedSum.Parts? = nil) -> Value {
    let takes = output.isPlain && output.gradient != nil
    let values = terms.map { term in
      takes && term.isSole && term.value.takesGradientOfSum ? move(term.value, to: output.gradient, gain: term.weight) : term.value
    }
    let weights = terms.map(\.weight), slots = terms.map(\.slot), learns = slots.contains { $0 != nil }
    var output = output
    output.producer = lines.count
    append(name, values, output, role: .sum) { line in
      WeightedSum(
        Inputs(line.inputs, adds: line.adds), weights: weights, output: line.written,
        weightGradients: learns ? parts.map { WeightedSum.WeightGradients(slots, $0) } : nil, name: name)
    }
    return output
  }
}

extension Value {
  /// A line of this plan wrote it, and its reader computes it.
  fileprivate var isComputed: Bool { producer != nil && residual == nil && !isOpen && !slopes }

  /// Closing its map is all that its gradient needs besides the sum's.
  fileprivate var takesGradientOfSum: Bool { isComputed && normalization != nil && closesToItself && gradient != nil }
}
