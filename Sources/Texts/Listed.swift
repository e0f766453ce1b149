/// A dozen names of a list and how many there are more, as errors say it.
public func listed(_ names: some Collection<String>) -> String {
  let shown = names.prefix(12).map(\.shortened).joined(separator: ", ")
  return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
}
