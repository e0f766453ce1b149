extension ParetoPlane {
  /// The panel of a figure: from nets to places.
  struct Plane {
    let xTicks: Ticks, yTicks: Ticks, cost: Axis, quality: Axis, frame: Panels.Frame

    /// Cost and quality in the units of their axes.
    func row(_ point: Point) -> [Double?] { [point.cost * cost.scale, point.quality * quality.scale] }

    func share(_ point: Point) -> (x: Double, y: Double) {
      (xTicks.share(point.cost * cost.scale), yTicks.share(point.quality * quality.scale))
    }

    func mark(_ point: Point) -> Corner.Mark {
      let (x, y) = share(point)
      return Corner.Mark(left: x, right: x, bottom: y, top: y)
    }

    /// The first point of each cell of a grid half a dot wide: others would be covered.
    func distinct(_ points: [Point]) -> [Point] {
      let pitch = 0.025, columns = frame.width / pitch, rows = frame.height / pitch
      var seen: Set<[Int]> = []
      return points.filter { point in
        let (x, y) = share(point)
        return seen.insert([Int((x * columns).rounded(.down)), Int((y * rows).rounded(.down))]).inserted
      }
    }

    func addSteps(_ points: [Point], to clearance: inout Clearance) {
      let places = points.map(share)
      for (start, end) in zip(places, places.dropFirst()) {
        clearance.add(from: start, to: (end.x, start.y), weight: 10)
        clearance.add(from: (end.x, start.y), to: end, weight: 10)
      }
      if let last = places.last { clearance.add(from: last, to: (1, last.y), weight: 10) }
    }

    /// A label on light ground beside each named net, where it hides least; one that had to move away has a line to its net.
    func labels(_ named: [Named], _ grid: Panels, _ clearance: inout Clearance) -> [String] {
      for net in named {
        let (x, y) = share(net.point), across = 0.1 / frame.width, up = 0.1 / frame.height
        clearance.add(Corner.Mark(left: x - across, right: x + across, bottom: y - up, top: y + up), weight: 100)
      }
      return named.flatMap { net -> [String] in
        let own = share(net.point), places = places(net)
        let place = places[clearance.take(places)], label = place.label
        func screen(_ x: Double, _ y: Double) -> String {
          "screen \(grid.x(frame.left + x * frame.width)),\(grid.y(frame.bottom + y * frame.height))"
        }
        let x = frame.left + (label.left + label.right) / 2 * frame.width, y = frame.bottom + (label.bottom + label.top) / 2 * frame.height
        var lines = [
          "set object rectangle from \(screen(label.left, label.bottom)) to \(screen(label.right, label.top)) fs transparent solid 0.75 "
            + "noborder fc rgb '#ffffff' front",
          grid.label(GnuplotText.plain(net.name), x, y, "center", points: FigureStyle.small),
        ]
        if let line = place.line {
          lines.append(
            "set arrow from \(screen(own.x, own.y)) to \(screen(line.x1, line.y1)) nohead lw 0.6 lc rgb '\(FigureStyle.ink)' front")
        }
        return lines
      }
    }

    /// Places of a net's label round it, the near ones first; far ones have a line.
    private func places(_ net: Named) -> [Clearance.Place] {
      let own = share(net.point), width = FigureStyle.width(net.name, FigureStyle.small) / frame.width,
        height = FigureStyle.line(FigureStyle.small) * 0.85 / frame.height
      let directions: [(x: Double, y: Double)] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]
      return [0.15, 0.5, 0.9].enumerated().flatMap { ring, gap in
        directions.map { toX, toY in
          // The nearest point of the label's edge, then its middle.
          let endX = own.x + toX * gap / frame.width, endY = own.y + toY * gap / frame.height
          let x = endX + toX * width / 2, y = endY + toY * height / 2
          return Clearance.Place(
            Corner.Mark(left: x - width / 2, right: x + width / 2, bottom: y - height / 2, top: y + height / 2),
            line: ring == 0 ? nil : Clearance.Line(own.x, own.y, endX - toX * 0.04 / frame.width, endY), reluctance: 4 * Double(ring))
        }
      }
    }
  }
}
