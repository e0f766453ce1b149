/// A search space: a stem, a graph of places where choices apply, a head.
///
/// The graph serves chains and cells alike: node 0 is the stem's output, node n + 1 is what `nodes[n]` computes from earlier
/// ones, and the head reads the last. A chain is a row of places each reading its predecessor; a cell is places that meet in
/// sums and concatenations, and several of them may follow one choice.
public struct Space: Encodable, Hashable, Sendable {
  /// As the catalogue knows it.
  public var name: String
  /// One image.
  public var input: ImageShape
  /// How many classes are told apart; 0 where an image is given.
  public var classes: Int
  /// How many times as high and wide as its input the image is that the head gives, with as many channels; nil where the head gives one value
  /// a class.
  public var upscaling: Int?
  /// Fixed layers in front; their widths and strides are absolute.
  public var stem: [Layer]
  /// What is searched, in the order of an architecture's text.
  public var choices: [Choice]
  /// The graph; each node reads earlier ones.
  public var nodes: [Node]
  /// Fixed layers behind the last node, down to one value a class, or up to an image.
  public var head: [Layer]
  /// Which architectures compute the same function.
  public var symmetry: Symmetry
  /// A second head; nil where there is none.
  public var auxiliary: Auxiliary?
  /// The law of initial weights; each space of the catalogue says its own.
  public var initialization: Initialization
  /// What skips are while supernets are trained and scored; nil where they are nothing. Costs, texts and canonical forms do not see it.
  public var skips: LinearSkips?

  public init(
    name: String, input: ImageShape, classes: Int, stem: [Layer], choices: [Choice], nodes: [Node], head: [Layer],
    symmetry: Symmetry = .none, auxiliary: Auxiliary? = nil, initialization: Initialization = .heUniform, skips: LinearSkips? = nil,
    upscaling: Int? = nil
  ) {
    self.name = name
    self.input = input
    self.classes = classes
    self.stem = stem
    self.choices = choices
    self.nodes = nodes
    self.head = head
    self.symmetry = symmetry
    self.auxiliary = auxiliary
    self.initialization = initialization
    self.skips = skips
    self.upscaling = upscaling
  }
}

/// How the weights of convolutions begin; BatchNorm's scale is 1, its shift 0, and linear layers are uniform within ±1/√inputs, biases
/// too, under either.
public enum Initialization: String, Codable, CaseIterable, Hashable, Sendable {
  /// Uniform with variance 2/fan (He et al. 2015), fan the numbers that enter one output; biases 0.
  case heUniform = "he-uniform"
  /// Uniform within ±1/√fan, biases too: PyTorch's default, which cells are trained from.
  case fanIn = "fan-in"
}

/// One node of a space's graph; `from` counts nodes from the stem's output, 0.
public enum Node: Hashable, Sendable {
  /// What choice number `choice` keeps is computed here.
  case place(choice: Int, from: Int, channels: Int, stride: Int)
  /// Fixed layers: preprocessing of a cell's inputs, a widening between stages. Their `place` stride is 1.
  case layers([Layer], from: Int, channels: Int)
  case sum([Int])
  case concatenation([Int])
}

/// A second head that reads a node while training; its loss is added with a weight. It is no part of the network that is
/// evaluated.
public struct Auxiliary: Encodable, Hashable, Sendable {
  /// Counted from the stem's output, 0.
  public var node: Int
  /// Down to one value a class.
  public var layers: [Layer]
  public var weight: Double

  public init(node: Int, layers: [Layer], weight: Double) {
    self.node = node
    self.layers = layers
    self.weight = weight
  }
}

/// Architectures that are one network written in different ways.
public enum Symmetry: Hashable, Sendable {
  case none
  /// Within each group of choices, candidates of this name do nothing and may stand anywhere: the canonical form has them last.
  case idle(name: String, groups: [[Int]])
}
