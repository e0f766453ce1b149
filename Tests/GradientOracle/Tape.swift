/// Reverse-mode differentiation of scalars in Double: the independent oracle of every gradient.
///
/// Each number remembers at most two numbers it was made of and its slopes towards them; `gradients(of:)` walks the record
/// backwards. Nothing is shared with the engine, not even its notion of a tensor.
package final class Tape {
  package init() {}

  private var values: [Double] = [], parents: [(Int, Int)] = [], slopes: [(Double, Double)] = []

  package func number(_ value: Double) -> Number { record(value, (0, 0), (0, 0)) }
  package func numbers(_ values: [Float]) -> [Number] { values.map { number(Double($0)) } }

  fileprivate func record(_ value: Double, _ from: (Int, Int), _ slope: (Double, Double)) -> Number {
    values.append(value)
    parents.append(from)
    slopes.append(slope)
    return Number(tape: self, index: values.count - 1)
  }

  fileprivate func value(_ index: Int) -> Double { values[index] }

  /// d(loss)/d(number) for every number recorded so far, by its index.
  package func gradients(of loss: Number) -> [Double] {
    var all = [Double](repeating: 0, count: values.count)
    all[loss.index] = 1
    for i in stride(from: loss.index, through: 0, by: -1) where all[i] != 0 {
      all[parents[i].0] += all[i] * slopes[i].0
      all[parents[i].1] += all[i] * slopes[i].1
    }
    return all
  }
}

/// One number on a tape.
package struct Number {
  package let tape: Tape, index: Int

  package var value: Double { tape.value(index) }

  /// f of it, with the slope f' at its value.
  package func mapped(_ result: Double, slope: Double) -> Number { tape.record(result, (index, index), (slope, 0)) }

  package static func + (a: Number, b: Number) -> Number { a.tape.record(a.value + b.value, (a.index, b.index), (1, 1)) }
  package static func - (a: Number, b: Number) -> Number { a.tape.record(a.value - b.value, (a.index, b.index), (1, -1)) }
  package static func * (a: Number, b: Number) -> Number { a.tape.record(a.value * b.value, (a.index, b.index), (b.value, a.value)) }
  package static func / (a: Number, b: Number) -> Number {
    a.tape.record(a.value / b.value, (a.index, b.index), (1 / b.value, -a.value / (b.value * b.value)))
  }
  package static func * (a: Number, factor: Double) -> Number { a.mapped(a.value * factor, slope: factor) }
  package static func + (a: Number, b: Double) -> Number { a.mapped(a.value + b, slope: 1) }

  package static func sum(_ numbers: [Number], _ tape: Tape) -> Number { numbers.reduce(tape.number(0), +) }
}
