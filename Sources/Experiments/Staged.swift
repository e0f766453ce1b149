public import Datasets
public import Jobs

/// Work in rounds, each of which follows from what those before it leave.
public protocol Staged: Sendable {
  var name: String { get }
  /// The question, in a sentence.
  var title: String { get }
  /// Where the images come from.
  var source: DataSource { get }
  /// All rounds, as many whatever is done, with what of them is stale. `isChosen` is whether what each follows from is done; else
  /// later ones are supposed.
  func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool)
}

extension Staged {
  /// All that workers need to find the data set: its folder, where the experiment names one.
  public func environment(_ base: [String: String]) -> [String: String] {
    switch source {
    case .fashionMNIST(let folder?), .cifar10(let folder?), .cifar100(let folder?): base.merging(["CONCORD_DATA": folder]) { $1 }
    case .fashionMNIST, .cifar10, .cifar100, .synthetic, .declared: base
    }
  }
}

extension Reproduction: Staged {
  public var name: String { experiment.name }
  public var title: String { experiment.title }
  public var source: DataSource { experiment.data.source }
}
