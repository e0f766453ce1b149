import Datasets
import Digests

/// One thing that was looked for: what was found, and what to do where it is not as it should be.
struct Check {
  enum State: String {
    case fine, warning, missing
  }

  let name: String
  let state: State
  let found: String
  let remedy: String?
  var isData = false

  init(_ name: String, _ state: State, _ found: String, remedy: String? = nil) {
    (self.name, self.state, self.found, self.remedy) = (name, state, found, remedy)
  }

  /// Whether a data set is there, whole and as published.
  init(data source: DataSource, environment: [String: String]) {
    do {
      let data = try Dataset.load(source, environment: environment)
      self.init(source.name, .fine, "\(data.training.count.grouped) + \(data.test.count.grouped) images, checked, \(data.digest.short)")
    } catch {
      self.init(source.name, .missing, "not usable", remedy: "\(error)")
    }
    isData = true
  }
}
