internal import Engine
public import Store
public import Training

extension [Training.Snapshot.Entry] {
  /// As run files and checkpoints keep them: each with its shape, and its axes in words.
  func arrays(ofStatistics: Bool = false) -> [NamedArray] {
    map { NamedArray($0.name, shape: $0.shape, .floats($0.values), "axes: \(Parameter.axes($0.shape.count, ofStatistics: ofStatistics))") }
  }

  /// Throws `WorkError.spec` where an array holds no floats.
  init(_ arrays: [NamedArray]) throws(WorkError) {
    self = []
    for array in arrays {
      guard case .floats(let values) = array.values else { throw .spec(reason: "weights \(array.name) are \(array.values.type)") }
      append(Training.Snapshot.Entry(name: array.name, shape: array.shape, values: values))
    }
  }
}

extension Training.Snapshot {
  var parameterArrays: [NamedArray] { parameters.arrays() }
  var statisticsArrays: [NamedArray] { statistics.arrays(ofStatistics: true) }

  /// As run files keep them. Throws `WorkError.spec` where an array holds no floats.
  public init(parameters: [NamedArray], statistics: [NamedArray]) throws(WorkError) {
    self.init(parameters: try [Entry](parameters), statistics: try [Entry](statistics))
  }
}

/// The arrays of one folder of a checkpoint, under their own names.
func folder(_ name: String, _ arrays: [NamedArray]) -> [NamedArray] {
  arrays.filter { $0.name.hasPrefix("\(name)/") }.map { $0.moved(to: String($0.name.dropFirst(name.utf8.count + 1))) }
}

extension [NamedArray] {
  func within(_ folder: String) -> [NamedArray] { map { $0.moved(to: "\(folder)/\($0.name)") } }
}
