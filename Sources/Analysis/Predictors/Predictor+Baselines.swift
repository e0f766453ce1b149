import Statistics
import Streams

/// Predictions that need no supernet, or an untrained one, on the nets of a design (protocol, section 5).
extension Predictor {
  /// Names that tables and claims use.
  public static let depthName = "depth", macsName = "MACs", parametersName = "parameters", activationsName = "activations"
  public static let ridgeName = "ridge on choices", untrainedName = "untrained supernet"
  /// All that claims may name; the first four need nothing but counting.
  public static let baselineNames = [parametersName, macsName, activationsName, depthName, ridgeName, untrainedName]
  public static let countedNames = [parametersName, macsName, activationsName, depthName]

  /// Parameters, MACs, activations, depth, the cross-fitted ridge, and the untrained supernet where snapshots after 0 passes were scored.
  ///
  /// - Parameter random: of the ridge's folds.
  /// - Returns: what could be had, and a sentence for each that could not.
  static func baselines(of design: Design, untrained: SupernetScores?, random: RandomStream) -> (found: [Predictor], absent: [String]) {
    var found = [
      Predictor(parametersName, fixed: design.parameters), Predictor(macsName, fixed: design.macs),
      Predictor(activationsName, fixed: design.activations), Predictor(depthName, fixed: design.depth.map(Double.init)),
    ]
    var absent: [String] = []
    do throws(StatisticsError) {
      let ridge = try Ridge.crossFitted(features: design.features, target: design.target.means, random: random)
      found.append(Predictor(ridgeName, fixed: ridge))
    } catch { absent.append("\(ridgeName): \(error)") }
    if let untrained {
      found.append(Predictor(untrainedName, scores: untrained.scores))
    } else {
      absent.append("\(untrainedName): no evaluation after 0 passes")
    }
    return (found, absent)
  }
}
