/// The most names that an error or a note lists.
public let mostListed = 12

/// A dozen names of a list and how many there are more, as errors say it.
///
/// - Parameter length: letters of a name at most; names that somebody is to type are better shown whole.
public func listed(_ names: some Collection<String>, length: Int = 40) -> String {
  let shown = names.prefix(mostListed).map { $0.shortened(to: length) }.joined(separator: ", ")
  return names.count > mostListed ? "\(shown) and \(names.count - mostListed) more" : shown
}
