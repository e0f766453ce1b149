/// Repeated measurements of one quantity.
struct Samples {
  var values: [Double] = []

  var median: Double {
    let sorted = values.sorted(), middle = sorted.count / 2
    return sorted.isEmpty ? .nan : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  var lowest: Double { values.min() ?? .nan }
  var highest: Double { values.max() ?? .nan }
}
