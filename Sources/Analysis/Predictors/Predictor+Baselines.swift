import Statistics
import Streams

/// Predictions that need no supernet, or an untrained one, on the nets of a design (protocol, section 5).
extension Predictor {
  /// Names that tables and claims use.
  public static let depthName = "depth", macsName = "MACs", parametersName = "parameters", activationsName = "activations"
  public static let ridgeName = "ridge on choices", costsName = "depth + MACs + parameters", untrainedName = "untrained supernet"
  /// All that claims may name; the first four need nothing but counting.
  public static let baselineNames = [parametersName, macsName, activationsName, depthName, ridgeName, costsName, untrainedName]
  public static let countedNames = [parametersName, macsName, activationsName, depthName]

  /// Draws of the folds of what is fitted on the target, and how many nets the three counts together are fitted on (protocol, section 5).
  static let foldDraws = 20, fittedNets = 30

  /// Parameters, MACs, activations, depth, the cross-fitted ridge, depth, MACs and parameters together, and the untrained supernet where snapshots after 0 passes were scored.
  ///
  /// - Parameter random: of the ridge's folds.
  /// - Returns: what could be had, and a sentence for each that could not.
  static func baselines(of design: Design, untrained: SupernetScores?, random: RandomStream) -> (found: [Predictor], absent: [String]) {
    var found = [
      Predictor(parametersName, fixed: design.parameters), Predictor(macsName, fixed: design.macs),
      Predictor(activationsName, fixed: design.activations), Predictor(depthName, fixed: design.depth.map(Double.init)),
    ]
    var absent: [String] = []
    let costs = Ridge.standardized([design.depth.map(Double.init), design.macs, design.parameters])
    for (name, features, fitted) in [(ridgeName, design.features, nil), (costsName, costs, fittedNets)] {
      do throws(StatisticsError) {
        var draws: [[Double]] = []
        for draw in 0..<foldDraws {
          draws.append(
            try Ridge.crossFitted(
              features: features, target: design.target.means, fitted: fitted, random: random.child(name).child(draw)))
        }
        found.append(Predictor(name, fitted: draws))
      } catch { absent.append("\(name): \(error)") }
    }
    if let untrained {
      found.append(Predictor(untrainedName, scores: untrained.scores))
    } else {
      absent.append("\(untrainedName): no evaluation after 0 passes")
    }
    return (found, absent)
  }
}
