/// The views that one instruction reads together, each with what its gradient already holds.
///
/// Their BatchNorm sums lie side by side while the instruction closes them.
public struct Inputs: Hashable, Sendable {
  public let views: [View]
  /// adds[k]: view k's gradient holds what came from later readers.
  public let adds: [Bool]

  public init(_ views: [View], adds: [Bool]? = nil) {
    precondition((adds?.count ?? views.count) == views.count, "one flag for each view")
    self.views = views
    self.adds = adds ?? views.map { _ in false }
  }

  var closingChannels: Int { views.reduce(0) { $0 + $1.closingChannels } }
  var closingBarrier: Barrier { views.reduce([]) { $0.union($1.closingBarrier) } }

  /// Where each view's sums begin, in channels.
  var offsets: [Int] { views.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.closingChannels) } }

  func beginClosing(_ memory: Memory, _ slice: Slice) {
    for (view, offset) in zip(views, offsets) { view.beginClosing(memory, slice, at: offset) }
  }

  func close(_ memory: Memory, _ row: Int, _ count: Int, _ slice: Slice) {
    for (view, offset) in zip(views, offsets) { view.close(memory, row, count, slice, at: offset) }
  }

  func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    for (view, offset) in zip(views, offsets) { view.settleGradients(memory, sample, share, at: offset) }
  }
}
