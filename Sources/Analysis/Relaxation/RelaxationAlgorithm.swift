/// The searches that papers print numbers of: what a method of a study is, whatever its label.
public enum RelaxationAlgorithm: String, Codable, CaseIterable, Hashable, Sendable {
  case firstOrderDARTS = "DARTS, first order"
  case secondOrderDARTS = "DARTS, second order"
  case fairDARTS = "FairDARTS"
  case partialDARTS = "PC-DARTS"
  case progressiveDARTS = "P-DARTS"
}
