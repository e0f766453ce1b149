public import Engine

/// A part of a network that has weights, as PyTorch has it: one convolution, linear layer or BatchNorm with its tensors.
///
///     for module in network.modules { print(module.name, module.tensors.map(\.shape)) }
///
/// Where its weights lie in the network is the business of its tensors; what a released checkpoint calls it depends on where it stands.
public struct Module: Hashable, Sendable {
  /// What it computes.
  public enum Kind: String, Hashable, Sendable {
    case convolution, depthwise, linear, normalization
    /// The two linear layers of squeeze-excite.
    case squeeze, excite
    /// The two convolutions of a factorised reduction, from even and from odd positions.
    case even, odd
  }

  /// Where it stands in the space.
  public enum Place: Hashable, Sendable {
    case stem, head, auxiliary
    /// A candidate of a choice, at `nodes[node]`.
    case candidate(Int, choice: Int, node: Int)
    /// The fixed layers of `nodes[node]`.
    case fixed(node: Int)
  }

  public let kind: Kind, place: Place
  /// The numbers of the branches that it stands in, from 0, the outermost first; none outside of branches.
  public let branches: [Int]
  /// Its number among the layers of its table or branch, from 0, as `torch.nn.Sequential` counts them: activations, pools and BatchNorms
  /// are layers, choices of channels, shuffles and flattening are none.
  public let position: Int
  /// The layer's name in the network with dots for slashes: `layer1.MB3_K3.convolution1`, with `.normalization` behind where it is the
  /// BatchNorm of that layer.
  public let name: String
  /// In PyTorch's order.
  public let tensors: [Tensor]

  /// One tensor in PyTorch's layout, and where its numbers are in the network.
  public struct Tensor: Hashable, Sendable {
    /// Of the numbers that a network keeps in one array, those that are meant.
    public enum Part: Hashable, Sendable { case all, mean, variance }

    /// `weight`, `bias`, `running_mean` or `running_var`.
    public let name: String
    /// The array that holds it, a parameter or a running statistic.
    public let parameter: Parameter
    public let part: Part
    /// In PyTorch: a convolution's [outputs][inputs of a group][kernel][kernel], a linear layer's [outputs][inputs].
    public let shape: [Int]
    /// Another shape with the same numbers in the same order: what a convolution over the whole image has instead of a linear layer's.
    public let otherShape: [Int]?
    /// The axes of the network's array, the slowest first, as far as they are apart in either layout.
    let axes: [Int]
    /// PyTorch's axes, as numbers of `axes`.
    let order: [Int]

    public var count: Int { axes.reduce(1, *) }
  }
}

/// Both directions of the same reordering.
extension Module.Tensor {
  /// From the network's order to PyTorch's.
  public func exported(_ values: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    forEachPair { own, theirs in result[theirs] = values[own] }
    return result
  }

  /// From PyTorch's order to the network's.
  public func imported(_ values: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    forEachPair { own, theirs in result[own] = values[theirs] }
    return result
  }

  /// The place of each number in the network's order, and in PyTorch's.
  private func forEachPair(_ body: (_ own: Int, _ theirs: Int) -> Void) {
    var steps = [Int](repeating: 1, count: axes.count)
    for axis in axes.indices.dropLast().reversed() { steps[axis] = steps[axis + 1] * axes[axis + 1] }
    let lengths = order.map { axes[$0] }, strides = order.map { steps[$0] }
    var index = [Int](repeating: 0, count: lengths.count), own = 0
    for theirs in 0..<count {
      body(own, theirs)
      for axis in lengths.indices.reversed() {
        index[axis] += 1
        own += strides[axis]
        if index[axis] < lengths[axis] { break }
        own -= strides[axis] * lengths[axis]
        index[axis] = 0
      }
    }
  }
}
