public import Spaces

extension RankAgreement {
  /// tau-b between what was published of networks: multiply-adds, parameters, latencies, accuracy. Eight rows give no interval that is
  /// worth printing (protocol, section 4: n < 10).
  public init(_ rows: [PublishedLatency]) {
    self.init([
      ("MACs", rows.map(\.macs)), ("parameters", rows.map(\.parameters)), ("SNPE", rows.map(\.snpe)), ("MACE", rows.map(\.mace)),
      ("CPU", rows.map(\.cpu)), ("top-1", rows.map(\.top1)),
    ])
  }
}
