internal import Analysis

/// What axes call a study's scores.
extension MetricNote {
  var oneShot: Axis { Axis("One-shot \(name)", unit: unit, scale: scale) }
  var standAlone: Axis { Axis("Stand-alone \(name)", unit: unit, scale: scale) }
  var ofPaths: Axis { Axis("\(name.capitalisedOnce) of fixed paths", unit: unit, scale: scale) }
  var loss: Axis { Axis("Training loss", unit: lossUnit) }
}

extension String {
  /// At the beginning of a sentence.
  var capitalisedOnce: String { prefix(1).uppercased() + dropFirst() }
}
