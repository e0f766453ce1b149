internal import Engine

/// An instruction that waits to hear which of the gradients it gives already hold what came from later readers.
struct Draft {
  /// For each input, where the gradient lies that several readers share; nil where it is read here alone.
  let gradients: [Tensor?]
  let make: (_ adds: [Bool]) -> any Instruction

  init(_ gradients: [Tensor?], _ make: @escaping ([Bool]) -> any Instruction) {
    self.gradients = gradients
    self.make = make
  }

  init(_ gradient: Tensor?, _ make: @escaping (Bool) -> any Instruction) {
    self.init([gradient]) { make($0[0]) }
  }

  /// The instructions of a plan: of the readers of a gradient the last writes it and those before it add.
  ///
  /// - Parameter last: a gradient that what comes behind the drafts writes.
  static func instructions(_ drafts: [Draft], behind last: Tensor?) -> [any Instruction] {
    var written = Set([last?.offset].compactMap(\.self)), instructions: [any Instruction] = []
    for draft in drafts.reversed() {
      let adds = draft.gradients.map { gradient in gradient.map { !written.insert($0.offset).inserted } ?? false }
      instructions.append(draft.make(adds))
    }
    return instructions.reversed()
  }
}
