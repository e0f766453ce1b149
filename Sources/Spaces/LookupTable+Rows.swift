extension LookupTable {
  /// One line of a table that a person or a measurement wrote.
  public struct Row: Hashable, Sendable {
    /// In its file, from 1; errors name it.
    public var line: Int
    /// The choice's name, its number from 1, or `fixed` for what every path pays.
    public var place: String
    /// The candidate's name; empty beside `fixed`.
    public var operation: String
    public var value: Double

    public init(line: Int, place: String, operation: String, value: Double) {
      self.line = line
      self.place = place
      self.operation = operation
      self.value = value
    }
  }

  /// The table that rows in any order say: one for each candidate of each choice of a space, and one `fixed`.
  ///
  /// - Throws: `SpaceError.table` for a place or operation that the space has not, a row that is there twice or missing, and a number that
  ///   is negative or not finite.
  public init(name: String, unit: String, of space: Space, rows: [Row]) throws(SpaceError) {
    var fixed: (value: Double, line: Int)?
    var entries: [[(value: Double, line: Int)?]] = space.choices.map { $0.candidates.map { _ in nil } }
    for row in rows {
      func wrong(_ reason: String) -> SpaceError { .table(name: name, line: row.line, reason: reason) }
      func twice(_ what: String, _ line: Int) -> SpaceError { wrong("\(what) stands on line \(line) already: keep one of them") }
      guard row.value >= 0 && row.value < .infinity else { throw wrong("the number is \(row.value), expected a finite one of at least 0") }
      let names = space.choices.map(\.name)
      guard let choice = names.firstIndex(of: row.place) ?? Int(row.place).flatMap({ (1...names.count).contains($0) ? $0 - 1 : nil }) else {
        guard row.place == "fixed" else {
          throw wrong(
            "\(space.name) has no place '\(row.place)'\(guess(row.place, names + ["fixed"])): write a choice's name, its number from 1 to "
              + "\(names.count), or fixed")
        }
        guard row.operation.isEmpty else { throw wrong("'fixed' has no operation, and '\(row.operation)' is given: leave it empty") }
        if let fixed { throw twice("'fixed'", fixed.line) }
        fixed = (row.value, row.line)
        continue
      }
      let operations = space.choices[choice].candidates.map(\.name)
      guard let candidate = operations.firstIndex(of: row.operation) else {
        throw wrong(
          "\(names[choice]) has no operation '\(row.operation)'\(guess(row.operation, operations)); allowed there: "
            + operations.joined(separator: ", "))
      }
      if let earlier = entries[choice][candidate] { throw twice("\(row.operation) of \(names[choice])", earlier.line) }
      entries[choice][candidate] = (row.value, row.line)
    }
    let missing = zip(space.choices, entries).flatMap { choice, found in
      zip(choice.candidates, found).compactMap { $1 == nil ? "\(choice.name),\($0.name)" : nil }
    }
    if let first = missing.first {
      let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      throw .table(name: name, line: nil, reason: "there is no row '\(first)'\(more): add what is missing")
    }
    guard let fixed else {
      throw .table(name: name, line: nil, reason: "there is no row 'fixed': add what stem, head and fixed layers take, or 0")
    }
    try self.init(name: name, unit: unit, fixed: fixed.value, entries: entries.map { $0.compactMap { $0?.value } })
  }
}

/// A question to put behind a wrong word, where a known one is near.
private func guess(_ word: String, _ known: [String]) -> String { nearest(to: word, among: known).map { ", did you mean '\($0)'?" } ?? "" }
