/// A figure's size on paper, in centimetres.
public struct FigureSize: Hashable, Sendable {
  public var width: Double, height: Double

  /// One column of a two-column page: 8.6 cm.
  public static func oneColumn(height: Double) -> FigureSize { FigureSize(width: 8.6, height: height) }
  /// The page's text width: 17.8 cm.
  public static func twoColumns(height: Double) -> FigureSize { FigureSize(width: 17.8, height: height) }

  /// Pixels at a resolution in dots per inch.
  func pixels(_ resolution: Double) -> String {
    "\(Int((width / 2.54 * resolution).rounded())),\(Int((height / 2.54 * resolution).rounded()))"
  }
}
