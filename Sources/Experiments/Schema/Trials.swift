/// A type that decodes made-up values again and again, each time under other suppositions.
struct Trials<T: Decodable> {
  private let type: T.Type, explorer: KeyExplorer

  init(_ type: T.Type, _ explorer: KeyExplorer) { (self.type, self.explorer) = (type, explorer) }

  /// What one decoding supposed, asked for and gave; no value where it threw.
  struct Trial {
    let suppositions: Suppositions, record: AskedKeys, value: T?, reason: String
  }

  /// Decodings that succeed with as few keys as they can, one a form of the type: a word or a mapping, text or a mapping.
  func starts() throws -> [Trial] {
    var found: [Trial] = [], waiting = [Suppositions()], reason = ""
    while let suppositions = waiting.popLast() {
      let trial = attempt(suppositions)
      if waiting.isEmpty, found.isEmpty { reason = trial.reason }
      found += succeeding(trial)
      for (key, count) in trial.record.alternatives.sorted(by: { $0.key > $1.key }) where suppositions.chosen[key] == nil {
        let other = suppositions.choosing(key, count)
        if !succeeding(attempt(other)).isEmpty { waiting.append(other) }
      }
    }
    guard !found.isEmpty else { throw KeyExplorer.Unreadable(type: "\(type)", reason: reason) }
    return found
  }

  /// The trial, or what it becomes where one optional key has to be there; nothing where none helps.
  private func succeeding(_ trial: Trial) -> [Trial] {
    if trial.value != nil { return [trial] }
    let keys = trial.record.optional.sorted()
    let helping = keys.filter { attempt(trial.suppositions.with([$0])).value != nil }
    guard let first = helping.first else { return [] }
    var suppositions = trial.suppositions.with([first])
    suppositions.choice = helping
    return [attempt(suppositions)]
  }

  /// What keys the mapping may have: one variant for each word that changes them.
  func variants(from start: Trial) -> [KeySchema.Variant] {
    for (key, count) in start.record.alternatives.sorted(by: { $0.key < $1.key }) where start.suppositions.chosen[key] == nil {
      let trials = (0..<count).map { attempt(start.suppositions.choosing(key, $0)) }.flatMap(succeeding)
      let own = trials.map(outline)
      guard Set(own).count > 1 else { continue }
      return trials.flatMap { trial in variants(from: trial).map { narrowed($0, key, trial) } }
    }
    return [outline(start)]
  }

  /// The variant with the one word under a key that leads to it.
  private func narrowed(_ variant: KeySchema.Variant, _ key: String, _ trial: Trial) -> KeySchema.Variant {
    var variant = variant
    if case .words(let words) = variant.properties[key], let at = trial.suppositions.chosen[key], words.indices.contains(at) {
      variant.properties[key] = .words([words[at]])
    }
    return variant
  }

  /// The keys of a trial and of those that differ from it by one optional key.
  private func outline(_ trial: Trial) -> KeySchema.Variant {
    var variant = KeySchema.Variant()
    let records = [trial.record] + trial.record.optional.sorted().map { attempt(trial.suppositions.with([$0])).record }
    for record in records {
      for (key, form) in record.asked where variant.properties[key] == nil { variant.properties[key] = form }
    }
    variant.choice = trial.suppositions.choice
    let optional = records.reduce(into: Set<String>()) { $0.formUnion($1.optional) }
    variant.required = Set(trial.record.asked.keys).subtracting(optional)
    return variant
  }

  private func attempt(_ suppositions: Suppositions) -> Trial {
    let record = AskedKeys(), decoder = SupposingDecoder(suppositions: suppositions, record: record, explorer: explorer)
    do {
      return Trial(suppositions: suppositions, record: record, value: try T(from: decoder), reason: "")
    } catch {
      return Trial(suppositions: suppositions, record: record, value: nil, reason: "\(error)")
    }
  }
}
