/// The look that all figures share: sizes of type, colours that colour-blind readers tell apart, thin axes.
package enum FigureStyle {
  /// Points of Liberation Sans: axes and titles, annotations in a panel, the footer.
  static let type = 7.0, small = 6.0, footer = 5.0
  /// Line height in centimetres of type of that size.
  static func line(_ points: Double) -> Double { points * 1.22 / 72 * 2.54 }

  /// Width in centimetres of a text without markup: Liberation Sans's advances, by kind of letter.
  package static func width(_ text: some StringProtocol, _ points: Double) -> Double {
    let ems = text.reduce(0.0) { sum, letter in
      switch letter {
      case "i", "j", "l", "'", "|": sum + 0.22
      case "I", "t", "f", " ", ".", ",", ":", ";", "[", "]", "(", ")", "-", "/", "r": sum + 0.30
      case "m", "M", "w", "W", "%": sum + 0.87
      case _ where letter.isUppercase: sum + 0.69
      default: sum + 0.56
      }
    }
    return ems * points / 72 * 2.54
  }

  static let ink = "#262626", muted = "#6b6b6b", faint = "#c8c8c8"
  /// Okabe and Ito's colours, by series; their light ones last.
  static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]
  private static let shapes = [(7, 0.45), (5, 0.42), (9, 0.55), (13, 0.55), (11, 0.55), (15, 0.5), (2, 0.5), (4, 0.45)]
  /// Viridis, dark to light.
  static let viridis = ["#440154", "#472c7a", "#3b518b", "#2c718e", "#21908d", "#27ad81", "#5cc863", "#aadc32", "#fde725"]

  /// Viridis at a share of its range, 0 … 1.
  package static func viridis(_ share: Double) -> String {
    let place = share * Double(viridis.count - 1), lower = min(Int(place), viridis.count - 2), t = place - Double(lower)
    let ends = [viridis[lower], viridis[lower + 1]].map { Int($0.dropFirst(), radix: 16) ?? 0 }
    let mixed = [16, 8, 0].reduce(0) { sum, shift in
      let from = Double(ends[0] >> shift & 255), to = Double(ends[1] >> shift & 255)
      return sum | Int((from + (to - from) * t).rounded()) << shift
    }
    let digits = String(mixed, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  static func colour(_ series: Int) -> String { colours[series % colours.count] }
  /// How many looks there are: eight colours, each with three marks.
  static let looks = 3 * colours.count

  /// The colour with an opacity of 0 … 1.
  static func colour(_ series: Int, opacity: Double) -> String {
    let alpha = String(Int(((1 - opacity) * 255).rounded()), radix: 16)
    return "#" + (alpha.count < 2 ? "0" : "") + alpha + colour(series).dropFirst()
  }

  /// Opens the output. Tried on gnuplot 5.4: fonts come out at their nominal size in all three formats.
  static func terminal(_ figure: String, _ size: FigureSize) -> String {
    let font = "font 'Liberation Sans,\(Int(type))'"
    return """
      # Draws \(figure).svg from \(figure).dat; pdf or png: gnuplot -d -e "format='pdf'" \(figure).gp
      if (!exists('format')) format = 'svg'
      if (!exists('output')) output = '\(figure).' . format
      data = '\(figure).dat'
      # Points come out smaller in svg than elsewhere.
      dot = format eq 'svg' ? 1.45 : 1
      if (format eq 'svg') set terminal svg size \(size.pixels(96)) dynamic \(font) fontscale 1.3333 linewidth 0.8 rounded background '#ffffff'
      if (format eq 'pdf') set terminal pdfcairo size \(size.width)cm,\(size.height)cm \(font) fontscale 0.75 linewidth 1 rounded
      if (format eq 'png') set terminal pngcairo size \(size.pixels(300)) \(font) fontscale 3.125 linewidth 3.125 pointscale 3.125 rounded background '#ffffff'
      set output output
      set encoding utf8
      set minussign
      set datafile separator tab
      set datafile missing 'NaN'
      set multiplot

      """
  }

  /// The look of axes, points and lines.
  static let axes: String = {
    """

    set border 3 lw 0.75 lc rgb '\(ink)'
    set tics nomirror out scale 0.5 tc rgb '\(ink)'
    set tics font ',\(Int(small))'
    set grid back lc rgb '#e4e4e4' lw 0.5 dt 1
    set key samplen 1.5 spacing 1.1 font ',\(Int(small))' noopaque noautotitle
    set pointintervalbox 0

    """
      + (0..<looks).map { look in
        let shape = shapes[(look + 3 * (look / colours.count)) % shapes.count]
        return "set linetype \(look + 1) lc rgb '\(colour(look))' lw 1.5 pt \(shape.0) ps \(shape.1)*dot\n"
      }.joined()
        + """
        set linetype cycle \(looks)
        set palette defined (\(viridis.enumerated().map { "\($0) '\($1)'" }.joined(separator: ", ")))
        """
  }()
}
