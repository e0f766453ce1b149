/// Twelve architectures whose scores and accuracies have tau-b 2/3 (scipy's kendalltau).
public enum Nets {
  public static let keys = (0..<12).map { $0 < 10 ? "n0\($0)" : "n\($0)" }
  public static let x = [41.2, 43.5, 40.1, 44.8, 42.9, 45.3, 39.7, 44.1, 43.0, 46.2, 41.9, 45.9]
  public static let y = [90.1, 91.4, 89.8, 92.0, 92.3, 91.7, 89.9, 91.0, 91.9, 92.8, 90.4, 92.5]
  public static let tau = 2.0 / 3
}
