import Analysis
import Scores
import Spaces
import Statistics
import Streams

/// What can be counted of the architectures that a table names: parameters, MACs, depth, and a ridge on their choices.
struct ArchitectureCounts {
  private let space: Space
  private let costs: [Cost], depths: [Int], paths: [[Int]]?
  /// Of each architecture, the number of those that are one network, by the space's symmetry or its cell's unique string; nil where no two are.
  let classes: [Int]?
  let remarks: [String]

  /// - Throws: `SpaceError` for a name that is no architecture of the space.
  init(_ names: [String], in space: Space) throws(SpaceError) {
    let table = CostTable(space)
    var costs: [Cost] = [], depths: [Int] = [], paths: [[Int]] = [], classes: [Int] = [], known: [String: Int] = [:]
    let cell = UniqueCell(space)
    for name in names {
      let architecture = try space.architecture(name)
      costs.append(table.cost(of: architecture))
      depths.append(space.depth(of: architecture))
      let canonical = space.canonical(architecture), text = cell?.string(of: canonical) ?? space.text(of: canonical)
      let place = known[text] ?? known.count
      known[text] = place
      classes.append(place)
      if let path = architecture.path { paths.append(path) }
    }
    (self.space, self.costs, self.depths) = (space, costs, depths)
    self.paths = paths.count == names.count ? paths : nil
    self.classes = Set(classes).count < classes.count ? classes : nil
    remarks =
      ["Parameters, MACs and depth are counted here as architectures of '\(space.name)'."]
      + (self.paths == nil
        ? []
        : [
          "'\(Predictor.ridgeName)' is fitted on the target of four fifths of these architectures each: what their accuracies foretell, no score."
        ])
  }

  /// Those that differ between the architectures; the ridge is cross-fitted to the target.
  func baselines(target: [Double]) -> [CorrelationStudy.Columns.Column] {
    var columns = [
      (Predictor.parametersName, costs.map { Double($0.parameters) }), (Predictor.macsName, costs.map { Double($0.macs) }),
      (Predictor.depthName, depths.map(Double.init)),
    ]
    if let paths {
      let ridge = Measured { () throws(StatisticsError) in
        try Ridge.crossFitted(features: Ridge.oneHot(paths), target: target, random: RandomStream(seed: 0, "correlate/ridge"))
      }
      if let ridge = ridge.value { columns.append((Predictor.ridgeName, ridge)) }
    }
    return columns.filter { $1.contains { [first = $1[0]] in $0 != first } }.map { CorrelationStudy.Columns.Column($0, $1) }
  }
}
