internal import CHDF5
internal import Texts

extension ColumnReader {
  /// A frame that pandas wrote in a group, by what it calls the format; its data sets are met no more.
  mutating func frame(_ name: String, _ kind: String, below group: hid_t) throws(StoreError) {
    let own = found.filter { $0.name.hasPrefix("\(name)/") }, before = result.columns.count
    found.removeAll { $0.name.hasPrefix("\(name)/") }
    // The file's only frame lends no name to its columns.
    let prefix = frames.count == 1 && found.isEmpty ? "" : "\(name)/"
    switch kind {
    case "frame_table", "appendable_frame":
      guard let table = own.first(where: { $0.leaf == "table" }) else { return }
      try open(table, below: group) { (reader, id) throws(StoreError) in
        try reader.fields(table, id) { reader, name, values in reader.result.columns.append(StoredColumn(prefix + name, values)) }
      }
      if result.columns[before...].contains(where: { $0.name.hasPrefix("\(prefix)values_block_") }) {
        result.notes.append("'\(name)' keeps the names of its columns as a pickle: write it with data_columns=True to have them")
      }
    default: try blocks(name, own, prefix, below: group)
    }
    settle(index: prefix + "index", before)
  }

  /// pandas' fixed format: blocks of values beside the names of their columns.
  private mutating func blocks(_ name: String, _ sets: [Found], _ prefix: String, below group: hid_t) throws(StoreError) {
    func texts(_ leaf: String) throws(StoreError) -> StoredColumn.Values? {
      guard let set = sets.first(where: { $0.leaf == leaf }), set.shape.count == 1 else { return nil }
      var values: StoredColumn.Values?
      try open(set, below: group) { (reader, id) throws(StoreError) in
        values = set.type == H5T_STRING ? reader.texts(id, set.shape[0]) : reader.numbers(id, set.shape[0])
      }
      return values
    }
    var index = try texts("axis1")
    if index == nil { index = try texts("index") }
    if let index { result.columns.append(StoredColumn(prefix + "index", index)) }
    for block in sets where block.leaf.hasPrefix("block") && block.leaf.hasSuffix("_values") {
      let items = try texts(block.leaf.replacingSuffix("_values", by: "_items"))
      guard block.shape.count == 2, block.shape[1] <= 10_000, [H5T_INTEGER, H5T_FLOAT].contains(block.type),
        case .texts(let names)? = items, names.count == block.shape[1]
      else {
        result.notes.append("'\(block.name)' is no block of numbers and was passed over")
        continue
      }
      try open(block, below: group) { (reader, id) throws(StoreError) in
        let values = reader.numbers(id, block.shape[0] &* block.shape[1])
        reader.runs(nil, values, of: block.shape[1]) { prefix + names[$0] }
      }
    }
  }

  /// Says that a column names rows, or leaves it out where it numbers them.
  private mutating func settle(index: String, _ first: Int) {
    guard let position = result.columns[first...].firstIndex(where: { $0.name == index }) else { return }
    if case .numbers(let values) = result.columns[position].values, values.enumerated().allSatisfy({ $1 == Double($0) }) {
      result.columns.remove(at: position)
    } else {
      result.keys = result.keys ?? index
    }
  }

  /// Groups of one architecture each: rows by the groups' names, where all that they hold is fewer values than there are groups.
  mutating func nets(below group: hid_t) throws(StoreError) {
    var folders: [String: [Found]] = [:], order: [String] = []
    for set in found where !set.folder.isEmpty {
      if folders[set.folder] == nil { order.append(set.folder) }
      folders[set.folder, default: []].append(set)
    }
    let leaves = Set(folders[order.first ?? ""]?.map(\.leaf) ?? [])
    guard order.count > 1, found.count == folders.values.reduce(0, { $0 + $1.count }),
      order.allSatisfy({ $0.split(separator: "/").dropLast() == order[0].split(separator: "/").dropLast() }),
      folders.values.allSatisfy({ $0.allSatisfy { $0.shape.count < 2 && $0.shape.reduce(1, *) < order.count } }),
      folders.values.allSatisfy({ !leaves.isDisjoint(with: $0.map(\.leaf)) })
    else { return }
    var columns: [String: [Double]] = [:], groups: [String: String] = [:], names: [String] = [], twice: [String] = [], rounded = 0
    for (row, folder) in order.enumerated() {
      for set in folders[folder] ?? [] where [H5T_INTEGER, H5T_FLOAT].contains(set.type) {
        try open(set, below: group) { (reader, id) throws(StoreError) in
          let values: [Double]
          switch reader.numbers(id, set.shape.reduce(1, *)) {
          case .numbers(let numbers): values = numbers
          case .texts(let integers):
            values = integers.map { Double($0) ?? .nan }
            rounded += integers.count
          case .unreadable: return
          }
          for (run, value) in values.enumerated() {
            let name = set.shape.isEmpty || values.count == 1 ? String(set.leaf) : "\(set.leaf)[\(run)]"
            let missing = row - (columns[name]?.count ?? 0)
            // A run of `x` and a data set `x[0]` have one name.
            guard missing >= 0 else {
              twice.append("\(folder)/\(name)")
              continue
            }
            if columns[name] == nil { names.append(name) }
            if values.count > 1 { groups[name] = String(set.leaf) }
            columns[name, default: []] += Array(repeating: .nan, count: missing) + [value]
          }
        }
      }
    }
    guard !names.isEmpty else { return }
    if rounded > 0 { result.notes.append("\(rounded) integers beyond 2⁵³ may have been rounded to 16 digits") }
    if !twice.isEmpty { result.notes.append("\(twice.count) values have the name of another and were passed over (\(listed(twice)))") }
    result.keys = "key"
    result.columns.append(StoredColumn("key", .texts(order.map { String($0.split(separator: "/").last ?? "") })))
    for name in names {
      let values = columns[name] ?? []
      let whole = values + Array(repeating: .nan, count: order.count - values.count)
      result.columns.append(StoredColumn(name, group: groups[name], .numbers(whole)))
    }
    found = []
  }
}

extension Substring {
  fileprivate func replacingSuffix(_ suffix: String, by other: String) -> String { dropLast(suffix.count) + other }
}
