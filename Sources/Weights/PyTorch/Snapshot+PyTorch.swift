import Texts
internal import Engine
public import Networks
internal import Spaces
public import Training

/// A network's weights under PyTorch's names and in its layouts, and back.
extension Snapshot {
  /// What BatchNorm counts in PyTorch and nobody here; it matters only without a momentum.
  static let counter = "num_batches_tracked"

  /// The tensors of these modules, each named by its module's `name` and its own: `layer1.MB3_K3.convolution1.weight`. Throws `sameName`.
  public func tensors(of modules: [Module], in network: String) throws(WeightsError) -> [SafetensorsWriter.Tensor] {
    let arrays = Dictionary((parameters + statistics).map { ($0.name, $0.values) }) { first, _ in first }
    var tensors: [SafetensorsWriter.Tensor] = [], names: Set<String> = []
    for module in modules {
      for tensor in module.tensors {
        guard let array = arrays[tensor.parameter.name], array.count == tensor.parameter.count else {
          preconditionFailure("a snapshot of another network than \(network)")
        }
        let values = array[tensor.range]
        tensors.append(.init("\(module.name).\(tensor.name)", shape: tensor.shape, .floats(tensor.exported(Array(values)))))
      }
      if module.kind == .normalization { tensors.append(.init("\(module.name).\(Self.counter)", shape: [], .integers([0]))) }
    }
    for tensor in tensors where !names.insert(tensor.name).inserted { throw .sameName(network: network, name: tensor.name) }
    return tensors
  }

  /// The weights of a network, read from a file in which each module has the name that `names` gives it, in the modules' order.
  ///
  /// Where all of the file's names begin with one of `wrappers`, that beginning is left out; `num_batches_tracked` is not looked for.
  /// Throws `names` with all that are missing or left over, and `shape`, `type` and `notFinite`.
  ///
  /// - Parameter title: as errors call the network.
  public init(
    _ network: Network, named names: [String], from file: SafetensorsFile, wrappers: [String] = [], of title: String
  ) throws(WeightsError) {
    let modules = network.modules
    precondition(modules.count == names.count, "a name for each module")
    let prefix = wrappers.first { wrapper in !file.tensors.isEmpty && file.tensors.allSatisfy { $0.name.hasPrefix(wrapper) } } ?? ""
    var rest = Dictionary(file.tensors.map { (String($0.name.dropFirst(prefix.count)), $0) }) { first, _ in first }
    var pairs: [(tensor: Module.Tensor, found: SafetensorsFile.Tensor)] = [], missing: [String] = []
    for (module, name) in zip(modules, names) {
      for tensor in module.tensors {
        if let found = rest.removeValue(forKey: "\(name).\(tensor.name)") {
          pairs.append((tensor, found))
        } else {
          missing.append("\(name).\(tensor.name)")
        }
      }
      rest["\(name).\(Self.counter)"] = nil
    }
    guard missing.isEmpty, rest.isEmpty else { throw .mismatch(missing, rest.keys.sorted(), in: file.path, of: title) }
    var blocks: [String: [Float]] = [:]
    for parameter in network.parameters.parameters + network.parameters.statistics {
      blocks[parameter.name] = [Float](repeating: 0, count: parameter.count)
    }
    for (tensor, found) in pairs {
      guard found.shape.trimmed == tensor.shape.trimmed || found.shape == tensor.otherShape else {
        throw .shape(path: file.path, name: found.name, found: found.shape, expected: tensor.shape)
      }
      let values = tensor.imported(try file.floats(found))
      guard tensor.part != .variance || values.allSatisfy({ $0 >= 0 }) else {
        throw .negativeVariance(path: file.path, name: found.name)
      }
      blocks[tensor.parameter.name]?.replaceSubrange(tensor.range, with: values)
    }
    func entries(_ parameters: [Parameter]) -> [Entry] {
      parameters.map { Entry(name: $0.name, shape: $0.shape, values: blocks[$0.name] ?? []) }
    }
    self.init(parameters: entries(network.parameters.parameters), statistics: entries(network.parameters.statistics))
  }
}

extension Module.Tensor {
  /// Of the array that holds it.
  fileprivate var range: Range<Int> {
    switch part {
    case .all, .mean: 0..<count
    case .variance: count..<2 * count
    }
  }
}

extension [Int] {
  /// Without lengths of 1 at the end: a 1 × 1 convolution on one position is a linear layer.
  fileprivate var trimmed: ArraySlice<Int> { prefix((lastIndex { $0 != 1 } ?? -1) + 1) }
}

extension WeightsError {
  /// Each missing name with the unexpected one that is nearest to it.
  fileprivate static func mismatch(_ missing: [String], _ unexpected: [String], in path: String, of network: String) -> WeightsError {
    // Distances are quadratic: a file of strangers is not compared whole.
    let candidates = Array(unexpected.prefix(200).filter { $0.count < 200 })
    return .names(
      path: path, network: network,
      missing: missing.enumerated().map { number, name in
        Missing(name, nearest: number < mostListed ? nearest(to: name, among: candidates) : nil)
      }, unexpected: unexpected)
  }
}
