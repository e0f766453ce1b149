extension JSONShape {
  /// What lm-evaluation-harness writes of one net: a row of `task/metric`, with standard errors as `task/metric_stderr`, and which of them are
  /// better the smaller; nil where the results are of another kind.
  func harness(_ results: Int, in root: Int) throws(ScoresError) -> ScoreTable? {
    guard tree.isObject(results), tree.children(results).first(where: { _ in true }) != nil,
      tree.children(results).allSatisfy({ task in tree.isObject(task) && tree.children(task).allSatisfy(tree.isPlain) }),
      ["configs", "versions", "higher_is_better", "n-shot", "config"].contains(where: { tree.member(root, $0) != nil })
    else { return nil }
    let directions = tree.member(root, "higher_is_better").map(tree.members) ?? [:]
    var columns: [ScoreColumn] = [], names: Set<String> = []
    if let model = tree.member(root, "model_name"), tree.kind(model) == .text { add("model_name", model, lowerIsBetter: nil) }
    for task in tree.children(results) {
      let direction = directions[tree.key(task)].map(tree.members) ?? [:]
      for score in tree.children(task) {
        let parts = tree.key(score).split(separator: ",", maxSplits: 1).map(String.init), metric = parts.first ?? ""
        if metric == "alias" || metric == "name" { continue }
        let filter = parts.count > 1 && parts[1] != "none" ? ",\(parts[1])" : ""
        let isHigher = direction[metric].map(tree.text)?.lowercased()
        add("\(tree.key(task))/\(metric)\(filter)", score, lowerIsBetter: isHigher.map { $0 == "false" })
      }
    }
    func add(_ name: String, _ node: Int, lowerIsBetter: Bool?) {
      guard names.insert(name).inserted else { return }
      columns.append(
        ScoreColumn(
          name, file: file, cells: [tree.cell(node)], texts: .values(tree.source, [tree.nodes[node].start], keys: nil),
          lowerIsBetter: lowerIsBetter))
    }
    return ScoreTable(name: file, columns: columns, notes: notes)
  }
}
