internal import Engine

/// What must hold of every plan, said as sentences where it does not; tests ask after each lowering.
extension Builder {
  /// One writer a gradient, one closer a value, no gradient read before somebody gave it. Empty where all of it holds, as for a builder
  /// that does not train; asked after `mark`.
  ///
  /// - Parameters:
  ///   - gives: whether the pass reaches the stem.
  ///   - closesTrunk: whether no pass on the same batch comes after it.
  func faults(gives: Bool, closesTrunk: Bool) -> [String] {
    guard trains else { return [] }
    var faults: [String] = [], written: Set<Int> = [], closers: [Int: Int] = [:], read: [Int: String] = [:]
    for line in lines.reversed() {
      if let gradient = line.output?.gradient, !written.contains(gradient), line.role != .trunk || gives {
        faults.append("\(line.name): nobody gave its gradient")
      }
      for (index, value) in line.inputs.enumerated() {
        guard let gradient = value.gradient else { continue }
        if line.role != .sum || gradient != line.output?.gradient {
          if line.adds[index] != written.contains(gradient) {
            faults.append("\(line.name): \(line.adds[index] ? "adds to what nobody wrote" : "writes over what others gave")")
          }
          written.insert(gradient)
        }
        guard !value.isPlain, !value.slopes, !value.isOpen, line.role != .trunk || closesTrunk else { continue }
        read[value.number] = line.name
        if line.closes[index] { closers[value.number, default: 0] += 1 }
      }
    }
    for (number, name) in read.sorted(by: { $0.key < $1.key }) where closers[number] != 1 {
      faults.append("\(name): \(closers[number] ?? 0) readers close what it reads")
    }
    return faults
  }
}

extension Network {
  /// What is wrong with the plan of a subnet, a sentence a fault with the line's name in front; nothing, unless lowering has a fault.
  package func faults(_ subnet: Subnet, _ turn: Turn = .alone, learns: Bool = false) throws(NetworkError) -> [String] {
    let build = try build(subnet, turn, learns: learns)
    var builder = build.builder
    builder.mark(closesTrunk: turn.closes)
    return builder.faults(gives: build.reachesStem, closesTrunk: turn.closes)
  }

  /// Floats of the arena that plans write: what no plan may read before it was written.
  package var floats: Int { regions.end.used }
}
