internal import Datasets
internal import Synchronization

/// The outlines of data sets, each loaded once: experiments of one command share them.
final class DataOutlines: Sendable {
  private let environment: [String: String]
  private let known = Mutex<[DataSource: DataOutline]>([:])

  init(_ environment: [String: String]) { self.environment = environment }

  /// Loads a data set for its digest and sizes, where that was not done before.
  ///
  /// - Parameter absenceAllowed: whether a data set that is not here is described by its published or declared sizes, with the reason.
  func outline(
    of source: DataSource, absenceAllowed: Bool
  ) throws(DatasetError) -> (outline: DataOutline, absence: DatasetError?) {
    if let outline = known.withLock({ $0[source] }) { return (outline, nil) }
    do throws(DatasetError) {
      let outline = DataOutline(try Dataset.load(source, environment: environment))
      known.withLock { $0[source] = outline }
      return (outline, nil)
    } catch {
      guard absenceAllowed, error.concernsFiles else { throw error }
      return (DataOutline(declared: source), error)
    }
  }
}
