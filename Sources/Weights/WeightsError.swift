import Texts

/// What can go wrong with weights that come from elsewhere or go there, each case with its remedy.
public enum WeightsError: Error, Hashable, CustomStringConvertible {
  /// The file's header cannot be what the format demands.
  case notSafetensors(path: String, reason: String)
  /// One tensor's entry contradicts itself, another or the file's size.
  case tensor(path: String, name: String, reason: String)
  /// Names that the network needs and the file lacks, each with the file's nearest unused one, and names that the network does not know.
  case names(path: String, network: String, missing: [Missing], unexpected: [String])
  /// The bytes are no TensorFlow graph, or one that contradicts itself.
  case notGraph(path: String, reason: String)
  /// A node does what no instruction computes.
  case operation(path: String, name: String, operation: String, known: [String])
  /// A node reads or says something that its operation, or what is computed here, does not allow.
  case node(path: String, name: String, reason: String)
  /// A graph computes another network than the one that was named.
  case otherGraph(path: String, network: String, found: String)
  /// A tensor has another shape than the network's layer.
  case shape(path: String, name: String, found: [Int], expected: [Int])
  /// A tensor's numbers are not of a floating-point type.
  case type(path: String, name: String, found: String)
  /// A weight is NaN or infinite.
  case notFinite(path: String, name: String)
  /// A running variance is below 0, which no training gives.
  case negativeVariance(path: String, name: String)
  /// A network's scores of an image are NaN or infinite under weights that are not.
  case noScores(network: String, image: Int)
  /// Nobody released weights for it under names that are known here.
  case noReleasedNames(network: String, nearest: String?, known: [String])
  /// Two layers of a network would be written under one name.
  case sameName(network: String, name: String)

  /// A name that is wanted, and what may be meant by it.
  public struct Missing: Hashable, Sendable {
    public let name: String, nearest: String?

    public init(_ name: String, nearest: String?) {
      self.name = name
      self.nearest = nearest
    }
  }

  /// What happened, in which file and tensor, and what to do next.
  public var description: String {
    switch self {
    case .notSafetensors(let path, let reason):
      "\(path) is no safetensors file (\(reason)): write it with safetensors.torch.save_file, or copy it again from its source"
    case .tensor(let path, let name, let reason):
      "tensor '\(name.prefix(200))' of \(path) \(reason): the file is damaged or hostile; copy it again from its source"
    case .names(let path, let network, let missing, let unexpected):
      "\(path) does not hold the weights of \(network)"
        + Self.list("missing", missing.map { "'\($0.name)'" + ($0.nearest.map { " (did you mean '\($0.prefix(200))'?)" } ?? "") })
        + Self.list("unexpected", unexpected.map { "'\($0.prefix(200))'" })
        + ": name the model whose checkpoint it is, or rename tensors as its released definition does"
    case .notGraph(let path, let reason):
      "\(path) is no TensorFlow graph (\(reason)): give the .pb file of a frozen graph, or copy it again from its source"
    case .operation(let path, let name, let operation, let known):
      "node '\(name.prefix(200))' of \(path) is a \(operation.prefix(100)), which is not computed here (known: \(known.joined(separator: ", "))): "
        + "freeze the graph for inference, without what only training needs"
    case .node(let path, let name, let reason):
      "node '\(name.prefix(200))' of \(path) \(reason): give a super-resolution net's frozen graph of convolutions of stride 1"
    case .otherGraph(let path, let network, let found):
      "\(path) is not the graph of \(network) but \(found): name its own net, or none to score it without printed figures"
    case .shape(let path, let name, let found, let expected):
      "tensor '\(name)' of \(path) has the shape \(found) where \(expected) is needed: name the model whose checkpoint it is"
    case .type(let path, let name, let found):
      "tensor '\(name)' of \(path) holds \(found), and weights are F64, F32, F16 or BF16: convert it with .float() before saving"
    case .notFinite(let path, let name):
      "tensor '\(name)' of \(path) holds NaN or an infinity: its training diverged or the file is damaged; take another checkpoint"
    case .negativeVariance(let path, let name):
      "tensor '\(name)' of \(path) holds a variance below 0: the file is damaged; take another checkpoint"
    case .noScores(let network, let image):
      "\(network)'s scores of image \(image + 1) are no numbers under these weights: they are too large, or of another network; take another checkpoint"
    case .noReleasedNames(let network, let nearest, let known):
      "no released weights of '\(network)' are known" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " (known: \(listed(known)))"
    case .sameName(let network, let name):
      "two layers of \(network) would be written as '\(name)': give choices and candidates names that differ by more than '/' and '.'"
    }
  }

  private static func list(_ kind: String, _ names: [String]) -> String {
    names.isEmpty ? "" : "; \(names.count) \(kind): \(listed(names, length: 400))"
  }
}
