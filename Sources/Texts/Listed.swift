/// A dozen names of a list and how many there are more, as errors say it.
///
/// - Parameter length: letters of a name at most; names that somebody is to type are better shown whole.
public func listed(_ names: some Collection<String>, length: Int = 40) -> String {
  let shown = names.prefix(12).map { $0.shortened(to: length) }.joined(separator: ", ")
  return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
}
