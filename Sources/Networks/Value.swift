internal import Engine
internal import Spaces

/// A stored tensor as the lines of a plan in the making read it, activation(a·z + b) + residual, before its gradient has a place.
struct Value {
  var tensor: Tensor
  var normalization: Normalization?
  var activation = Nonlinearity.identity
  var residual: Tensor?
  /// The number of its gradient in the builder; nil where nothing flows back.
  var gradient: Int?
  /// Each reader takes its own part through the activation's slope: others see the tensor otherwise.
  var slopes = false
  /// The gradient is a sum's, in which the value stands this many times.
  var gain: Scalar?
  /// Another line closes it.
  var isOpen = false
  /// Values of one number have one map, which one line closes.
  var number: Int
  /// The line that wrote the tensor.
  var producer: Int?

  var shape: Shape { tensor.shape }
  /// Read as it is stored.
  var isPlain: Bool { normalization == nil && activation == .identity && residual == nil }
  /// Whether closing leaves its gradient as it is, so that it may be another's too.
  var closesToItself: Bool { activation == .identity }
}

/// One instruction in the making: what it reads and writes, before gradients have places and readers know which of them comes first.
struct Line {
  let name: String
  var inputs: [Value]
  var output: Value?
  /// Where a pointwise product keeps its input as it is read.
  var kept: Tensor?
  /// For each input: its gradient holds what later readers left; this line is the first that reads it.
  var adds: [Bool] = [], closes: [Bool] = []
  /// Whether nothing that this or a later line reads lies in memory that operations share: a place to start from.
  var begins = false
  /// Multiply-adds for one image.
  var macs = 0
  let role: Role
  let make: (Operands) -> any Instruction

  enum Role { case plain, sum, trunk, loss }

  /// What an instruction is made of.
  struct Operands {
    let inputs: [View], adds: [Bool], output: View?, kept: Tensor?

    var input: View { inputs[0] }

    /// Of a line that writes.
    var written: View {
      guard let output else { preconditionFailure("a line without output was asked for it") }
      return output
    }
  }
}
