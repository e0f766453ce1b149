public import Streams

extension Space {
  /// Draws distinct networks; within each stratum every set of them is equally likely.
  ///
  /// Throws where the design asks for more networks than there are, or for all of more than a million.
  public func sample(_ design: SampleDesign, _ random: inout RandomStream) throws(SpaceError) -> Sample {
    switch design {
    case .exhaustive:
      let index = try PathIndex(self)
      guard index.count <= 1_000_000 else {
        throw .design(field: "exhaustive", reason: "\(name) has \(index.count) networks, and at most 1,000,000 are listed: draw a sample")
      }
      let members = index.paths.map { Sample.Member(path: $0, stratum: 0, inclusion: 1) }
      return Sample(members: members, strata: [Sample.Stratum(values: index.values, drawn: members.count, size: index.count)])
    case .uniform(let count): return try draw(count, from: try PathIndex(self), parts: nil, &random)
    case .depth(let count):
      let index = try PathIndex(self, by: .depth)
      return try draw(count, from: index, parts: index.values.map { $0...$0 }, shallow: 2, &random)
    case .macs(let count, let strata):
      guard (1...1000).contains(strata) else { throw .design(field: "strata", reason: "should be 1 to 1,000, not \(strata)") }
      let index = try PathIndex(self, by: .macs), levels = index.values.count
      let bounds = (0...strata).map { index.values.lowerBound + ($0 * levels + strata - 1) / strata }
      return try draw(count, from: index, parts: zip(bounds, bounds.dropFirst()).compactMap { $0 < $1 ? $0...$1 - 1 : nil }, &random)
    case .bounded(let count, let macs): return try draw(count, within: macs, &random)
    }
  }

  /// One stratum; its size is that of the bounds' steps, which many networks just beyond a bound may share.
  private func draw(_ count: Int, within macs: ClosedRange<Int>, _ random: inout RandomStream) throws(SpaceError) -> Sample {
    guard count > 0 else { throw .design(field: "count", reason: "should be at least 1, not \(count)") }
    let constraint = PathConstraint(CostTable(self).macs, atLeast: Double(macs.lowerBound), atMost: Double(macs.upperBound))
    let paths = try ConstrainedPaths(self, [constraint], distinct: true), drawn = paths.distinct(count, &random)
    guard drawn.count == count, let size = paths.count else {
      throw .tooFew(space: name, asked: count, available: "\(drawn.count) within \(macs.lowerBound) to \(macs.upperBound) multiply-adds")
    }
    let inclusion = Double(count) / Double(size)
    return Sample(
      members: drawn.map { Sample.Member(path: $0, stratum: 0, inclusion: inclusion) },
      strata: [Sample.Stratum(values: macs, drawn: count, size: size)])
  }

  /// Fills the parts of the index's range as `allocate` says; parts without a network are no strata.
  private func draw(
    _ count: Int, from index: PathIndex, parts: [ClosedRange<Int>]?, shallow: Int = .min, _ random: inout RandomStream
  ) throws(SpaceError) -> Sample {
    guard count > 0 else { throw .design(field: "count", reason: "should be at least 1, not \(count)") }
    let parts = (parts ?? [index.values]).filter { index.count($0) > 0 }
    let sizes = parts.map(index.count)
    let isShallow = parts.map { $0.upperBound < shallow }
    guard let drawn = Self.allocate(count, sizes: sizes, isShallow: isShallow) else {
      let deep = zip(sizes, isShallow).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      throw .tooFew(space: name, asked: count, available: "\(deep)" + (isShallow.contains(true) ? " (and 5 % of shallower ones)" : ""))
    }
    let rows = zip(parts, drawn).map { part, drawn in
      random.distinctNumbers(drawn, below: index.count(part)).map { index.path($0, of: part) }
    }
    var members: [Sample.Member] = []
    for turn in 0..<(drawn.max() ?? 0) {
      for (stratum, row) in rows.enumerated() where turn < row.count {
        members.append(Sample.Member(path: row[turn], stratum: stratum, inclusion: Double(drawn[stratum]) / Double(sizes[stratum])))
      }
    }
    let strata = zip(parts, zip(drawn, sizes)).map { Sample.Stratum(values: $0, drawn: $1.0, size: $1.1) }
    return Sample(members: members, strata: strata)
  }

  /// One by one to the stratum that has fewest, the deeper or dearer first, while it has networks left; nil where all are full.
  private static func allocate(_ count: Int, sizes: [UInt128], isShallow: [Bool]) -> [Int]? {
    var drawn = sizes.map { _ in 0 }, shallow = 0
    for _ in 0..<count {
      var best: Int?
      for stratum in sizes.indices.reversed() where UInt128(drawn[stratum]) < sizes[stratum] {
        if isShallow[stratum] && 20 * (shallow + 1) > count { continue }
        if best.map({ drawn[stratum] < drawn[$0] }) ?? true { best = stratum }
      }
      guard let best else { return nil }
      drawn[best] += 1
      shallow += isShallow[best] ? 1 : 0
    }
    return drawn
  }
}

extension RandomStream {
  /// So many different numbers below n, each set equally likely, in random order.
  fileprivate mutating func distinctNumbers(_ count: Int, below n: UInt128) -> [UInt128] {
    if n <= UInt128(4 * count) { return permutation(Int(n)).prefix(count).map { UInt128($0) } }
    var seen: Set<UInt128> = [], numbers: [UInt128] = []
    while numbers.count < count {
      let number = below(n)
      if seen.insert(number).inserted { numbers.append(number) }
    }
    return numbers
  }
}
