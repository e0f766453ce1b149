internal import Engine
internal import Spaces

/// A stored tensor as the lines of a plan in the making read it, activation(a·z + b) + residual, before its gradient has a place.
struct Value {
  /// z, as a line wrote it: before the map.
  var tensor: Tensor
  /// BatchNorm or bias behind it, applied at every read; nil for neither.
  var normalization: Normalization?
  /// Behind the map.
  var activation = Nonlinearity.identity
  /// Added last, as it is stored; of the tensor's shape.
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
  /// The operation's name with that of its layer, which errors show.
  let name: String
  /// As the instruction will be handed them; most have one.
  var inputs: [Value]
  /// Nil for a line that writes nothing for others: a loss, a deviation.
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
  /// Makes the instruction once all is placed; called once for each plan, and while regions are measured.
  let make: (Operands) -> any Instruction

  /// `sum`s may share their gradient with a term, a `trunk` hands on what it reads, a `loss` ends a head; `plain` is all else.
  enum Role { case plain, sum, trunk, loss }

  /// What an instruction is made of.
  struct Operands {
    let inputs: [View], adds: [Bool], output: View?, kept: Tensor?

    /// The first: what most instructions read.
    var input: View { inputs[0] }

    /// Of a line that writes.
    var written: View {
      guard let output else { preconditionFailure("a line without output was asked for it") }
      return output
    }
  }
}
