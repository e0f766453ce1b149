internal import Texts

/// How the scores of a JSON text are arranged.
struct JSONShape {
  let tree: JSONTree, file: String
  /// Which keys name architectures, where somebody says it.
  let keys: ScoreOptions.Keys?
  var notes: [String] = []

  /// The value at a path of keys and positions, parted by slashes. Keys may hold some themselves: the longest key that fits is tried first.
  func node(at path: String, below root: Int) throws(ScoresError) -> Int { try node(at: path[...], of: path, below: root) }

  private func node(at rest: Substring, of path: String, below node: Int) throws(ScoresError) -> Int {
    if rest.isEmpty { return node }
    let keys = tree.children(node).enumerated().map { tree.isObject(node) ? tree.key($1) : "\($0)" }
    let fitting = zip(tree.children(node), keys).filter { _, key in !key.isEmpty && (rest == key || rest.hasPrefix("\(key)/")) }
    var failure: ScoresError?
    for (child, key) in fitting.sorted(by: { $0.1.utf8.count > $1.1.utf8.count }) {
      do throws(ScoresError) { return try self.node(at: rest.dropFirst(key.count).drop { $0 == "/" }, of: path, below: child) } catch {
        failure = failure ?? error
      }
    }
    let above = path.dropLast(rest.count)
    throw failure ?? .at(file: file, path: path, known: keys.map { above + $0 })
  }

  /// The table that a value holds.
  mutating func table(_ node: Int, path: String) throws(ScoresError) -> ScoreTable {
    if tree.isList(node) { return try rows(Array(tree.children(node))) }
    guard tree.isObject(node) else { throw wrong("an array or an object is expected", path) }
    if let table = try pandas(node) { return table }
    if let results = tree.member(node, "results"), let row = try harness(results, in: node) { return row }
    let members = Array(tree.children(node)), lists = members.filter(tree.isList), objects = members.filter(tree.isObject)
    let plain = members.filter { tree.isPlain($0) && !isNull($0) }
    if members.count == 1, objects.count == 1, tree.children(objects[0]).allSatisfy(tree.isPlain) {
      var columns = JSONColumns(tree, file: file)
      try columns.add(keyed: objects[0])
      return columns.table(notes: notes)
    }
    if lists.contains(where: holdsRows) || objects.count == 1 && lists.isEmpty {
      return try inside(members.filter { holdsRows($0) || tree.isObject($0) }, path)
    }
    if lists.count > 0 && objects.isEmpty { return try listed(members, lists, plain) }
    if objects.count > 1 {
      if lists.count > 0 { return try inside(objects, path) }
      return try nested(members.filter { tree.isObject($0) || isNull($0) }, passedOver: plain, path)
    }
    guard members.count > 1 else { throw wrong("a single value: an array is expected", path) }
    var rows = JSONRows(tree, file: file)
    for member in members { try rows.add(plain: member, key: tree.nodes[member].key) }
    return try rows.table(notes: notes)
  }

  /// Objects or lists, one a row.
  mutating func rows(_ elements: [Int]) throws(ScoresError) -> ScoreTable {
    guard let first = elements.first else { throw .noRows(file: file) }
    if let odd = elements.firstIndex(where: { tree.kind($0) != tree.kind(first) && !isNull($0) }) {
      throw wrong("element \(odd) is of another kind than element 0", "")
    }
    guard !tree.isPlain(first) else { throw wrong("element 0: an object is expected", "") }
    var rows = JSONRows(tree, file: file)
    if tree.isObject(first) {
      for element in elements { try rows.add(element) }
    } else {
      // A first row of texts above numbers names the columns.
      let isNamed =
        elements.count > 1 && tree.children(first).allSatisfy { tree.kind($0) == .text && !tree.cell($0).isFinite }
        && tree.children(elements[1]).contains { tree.cell($0).isFinite }
      let names = isNamed ? tree.children(first).map(tree.text) : nil
      for element in isNamed ? elements.dropFirst() : elements[...] { try rows.add(list: element, names: names) }
    }
    return try rows.table(notes: notes)
  }

  /// An object of lists: columns; or, where it has more of them than they have values, rows by their keys.
  private mutating func listed(_ members: [Int], _ lists: [Int], _ plain: [Int]) throws(ScoresError) -> ScoreTable {
    let longest = lists.reduce(0) { max($0, tree.children($1).reduce(0) { count, _ in count + 1 }) }
    if keys.map({ $0 == .outer }) ?? (members.count - plain.count > longest) {
      passOver(plain)
      var rows = JSONRows(tree, file: file)
      for member in members where tree.isList(member) || isNull(member) {
        try rows.add(list: member, names: nil, key: tree.nodes[member].key)
      }
      return try rows.table(notes: notes)
    }
    passOver(members.filter { !tree.isList($0) })
    var columns = JSONColumns(tree, file: file)
    for list in lists { try columns.add(list) }
    return ScoreTable(name: file, columns: columns.columns, notes: notes)
  }

  /// An object of objects: rows by their keys, or columns by theirs, whichever are more.
  private mutating func nested(_ members: [Int], passedOver plain: [Int], _ path: String) throws(ScoresError) -> ScoreTable {
    let inner = members.filter(tree.isObject).map { node in tree.children(node).reduce(0) { count, _ in count + 1 } }
    let widest = inner.max() ?? 0, first = members.first(where: tree.isObject) ?? members[0]
    let isDeep = tree.children(first).allSatisfy(tree.isObject)
    if isDeep && widest >= members.count { return try inside(members, path) }
    passOver(plain)
    let outerKeys = members.map(tree.key), innerKeys = tree.children(first).map(tree.key)
    var isByColumn = widest > members.count
    if let keys {
      isByColumn = keys == .inner
    } else if Self.count(outerKeys) {
      isByColumn = false
    } else if Self.count(innerKeys) {
      isByColumn = true
    } else if widest == members.count {
      throw .orientation(file: file, outer: outerKeys, inner: innerKeys)
    }
    if isByColumn, !members.contains(where: { tree.isObject($0) && tree.children($0).contains(where: tree.isObject) }) {
      var columns = JSONColumns(tree, file: file)
      for member in members where tree.isObject(member) { try columns.add(keyed: member) }
      return columns.table(notes: notes + [orientation(innerKeys.count, members.count)].compactMap(\.self))
    }
    var rows = JSONRows(tree, file: file)
    for member in members { try rows.add(member, key: tree.nodes[member].key) }
    return try rows.table(notes: notes + [orientation(members.count, widest)].compactMap(\.self))
  }

  /// Which keys are architectures, where their number alone says so and not clearly.
  private func orientation(_ rows: Int, _ columns: Int) -> String? {
    keys == nil && rows < 3 * columns ? "\(rows) keys are read as architectures and \(columns) as columns, for they are fewer" : nil
  }

  /// Whether keys are the numbers of rows.
  private static func count(_ keys: [String]) -> Bool { keys.count > 1 && keys.enumerated().allSatisfy { $1 == "\($0)" } }

  /// The only value inside that holds a table; where there are several, a person has to say which.
  private mutating func inside(_ candidates: [Int], _ path: String) throws(ScoresError) -> ScoreTable {
    let prefix = path.isEmpty ? "" : "\(path)/"
    // Settings, which stand beside results, hold no table.
    let tables = candidates.filter { node in
      holdsRows(node) || tree.children(node).contains { tree.isObject($0) || tree.isList($0) } || candidates.count == 1
    }
    guard tables.count == 1 else {
      throw tables.isEmpty
        ? wrong("no value inside holds scores", path) : .places(file: file, paths: tables.map { prefix + tree.key($0) })
    }
    let place = prefix + tree.key(tables[0])
    guard place.utf8.count < 2_000 else { throw wrong("its objects are nested too deep", "") }
    notes.removeAll { $0.hasPrefix(Self.readAt) }
    notes.append("\(Self.readAt) '\(place.shortened)'")
    return try table(tables[0], path: place)
  }

  private static let readAt = "the scores are read at"

  private mutating func passOver(_ members: [Int]) {
    if members.isEmpty { return }
    notes.append("\(members.count) keys with a single value were passed over (\(Texts.listed(members.map(tree.key))))")
  }

  /// Whether a value is a list of objects or of lists that are no runs.
  private func holdsRows(_ node: Int) -> Bool {
    guard tree.isList(node) else { return false }
    return tree.children(node).first { !isNull($0) }.map(tree.isObject) ?? false
  }

  private func isNull(_ node: Int) -> Bool { tree.kind(node) == .scalar && tree.cell(node).bitPattern == ScoreColumn.empty.bitPattern }

  func wrong(_ reason: String, _ path: String) -> ScoresError {
    .json(file: file, reason: path.isEmpty ? reason : "at '\(path.shortened)': \(reason)")
  }
}
