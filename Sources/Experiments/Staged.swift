public import Datasets
public import Jobs

/// Work in two rounds, of which the second follows from what the first leaves.
public protocol Staged: Sendable {
  var name: String { get }
  /// The question, in a sentence.
  var title: String { get }
  /// Where the images come from.
  var source: DataSource { get }
  /// Both rounds with what of them is stale. `isChosen` is whether the first is done; else the second is supposed.
  func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool)
  /// The second round, once the first is done.
  func followUp() throws -> (graph: JobGraph, stale: [Job])
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
  public func followUp() throws -> (graph: JobGraph, stale: [Job]) { try secondRound(try pilots()) }
}
