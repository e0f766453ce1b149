/// The most names that an error or a note lists.
public let mostListed = 12

/// A dozen names of a list and how many there are more, as errors say it.
public func listed(_ names: some Collection<String>) -> String {
  let shown = names.prefix(mostListed).map(\.shortened).joined(separator: ", ")
  return names.count > mostListed ? "\(shown) and \(names.count - mostListed) more" : shown
}
