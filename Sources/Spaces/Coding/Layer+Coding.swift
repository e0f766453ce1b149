/// How layers are written: `{"convolution": {"outputs": {"expanded": 3}, "kernel": 5, "stride": "place", "groups": "depthwise"}}`,
/// `{"activation": "relu6"}`, `"globalAverage"`. What a convolution leaves out has the defaults of its initialiser.
extension Layer: Codable {
  private static let names = [
    "convolution", "normalization", "activation", "squeezeExcite", "pool", "factorizedReduce", "zero", "noise", "dropPath", "flatten",
    "channels", "shuffle", "pixelShuffle", "zeroPad", "branches",
    "globalAverage", "dropout", "linear",
  ]

  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: Self.names) {
    case .word("globalAverage"): self = .globalAverage
    case .word("zero"): self = .zero
    case .word("noise"): self = .noise
    case .word("dropPath"): self = .dropPath
    case .word("flatten"): self = .flatten
    case .word(let word): throw Form.unexpected(decoder, word, allowed: Self.names)
    case .number(let number): throw Form.unexpected(decoder, "\(number)", allowed: Self.names)
    case .fields(let fields):
      let name = try fields.only(of: Self.names)
      switch name {
      case "convolution": self = .convolution(try fields.read(name))
      case "normalization": self = .normalization(affine: try fields.fields(name, ["affine"]).read("affine", or: true))
      case "activation": self = .activation(try fields.read(name))
      case "squeezeExcite": self = .squeezeExcite(try fields.read(name))
      case "pool": self = .pool(try fields.read(name))
      case "factorizedReduce":
        self = .factorizedReduce(outputs: try fields.fields(name, ["outputs"]).read("outputs"))
      case "channels":
        let channels = try fields.fields(name, ["share", "of"])
        self = .channels(try channels.read("share"), of: try channels.read("of"))
      case "shuffle": self = .shuffle(groups: try fields.fields(name, ["groups"]).read("groups"))
      case "pixelShuffle":
        let shuffle = try fields.fields(name, ["factor", "order"])
        self = .pixelShuffle(factor: try shuffle.read("factor"), order: try shuffle.read("order", or: .positions))
      case "zeroPad": self = .zeroPad(outputs: try fields.fields(name, ["outputs"]).read("outputs"))
      case "branches":
        let branches = try fields.fields(name, ["tables", "join"])
        self = .branches(try branches.read("tables"), try branches.read("join"))
      case "dropout": self = .dropout(try fields.read(name))
      case "linear":
        let linear = try fields.fields(name, ["outputs", "bias"])
        self = .linear(outputs: try linear.read("outputs"), bias: try linear.read("bias", or: true))
      default: throw Form.unexpected(decoder, "\(name) with fields", allowed: Self.names)
      }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .convolution(let convolution): try encoder.write("convolution", convolution)
    case .normalization(let affine): try encoder.write("normalization", ["affine": affine])
    case .activation(let activation): try encoder.write("activation", activation)
    case .squeezeExcite(let gate): try encoder.write("squeezeExcite", gate)
    case .pool(let pool): try encoder.write("pool", pool)
    case .globalAverage: try encoder.write("globalAverage")
    case .factorizedReduce(let outputs): try encoder.write("factorizedReduce", ["outputs": outputs])
    case .zero: try encoder.write("zero")
    case .noise: try encoder.write("noise")
    case .dropPath: try encoder.write("dropPath")
    case .flatten: try encoder.write("flatten")
    case .channels(let share, let divisor): try encoder.write("channels", Channels(share: share, of: divisor))
    case .shuffle(let groups): try encoder.write("shuffle", ["groups": groups])
    case .pixelShuffle(let factor, let order):
      try encoder.write("pixelShuffle", Shuffle(factor: factor, order: order == .positions ? nil : order))
    case .zeroPad(let outputs): try encoder.write("zeroPad", ["outputs": outputs])
    case .branches(let tables, let join): try encoder.write("branches", Branches(tables: tables, join: join))
    case .dropout(let rate): try encoder.write("dropout", rate)
    case .linear(let outputs, let bias): try encoder.write("linear", Linear(outputs: outputs, bias: bias))
    }
  }

  private struct Channels: Encodable { let share: Share, of: Int }
  private struct Shuffle: Encodable { let factor: Int, order: PixelOrder? }
  private struct Linear: Encodable { let outputs: Int, bias: Bool }
  private struct Branches: Encodable { let tables: [[Layer]], join: Join }
}

/// Only the outputs must be said.
extension Convolution: Decodable {
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["outputs", "kernel", "stride", "dilation", "groups", "bias"])
    self.init(
      try fields.read("outputs"), kernel: try fields.read("kernel", or: 1), stride: try fields.read("stride", or: .one),
      dilation: try fields.read("dilation", or: 1), groups: try fields.read("groups", or: .one), bias: try fields.read("bias", or: false))
  }
}

/// `"depthwise"`, or a number.
extension Convolution.Groups: Codable {
  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: []) {
    case .number(let count): self = .count(count)
    case .word("depthwise"): self = .depthwise
    case .word(let word): throw Form.unexpected(decoder, word, allowed: ["depthwise", "a number"])
    case .fields: throw Form.unexpected(decoder, "{}", allowed: ["depthwise", "a number"])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .depthwise: try encoder.write("depthwise")
    case .count(let count): try encoder.write(count)
    }
  }
}

/// `{"of": "hidden", "divisor": 4, "rounding": "down", "inner": "relu", "gate": "hSigmoid"}`, any of which may be left out.
extension SqueezeExcite: Codable {
  private static let names = ["of", "divisor", "rounding", "inner", "gate"]

  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, Self.names), usual = SqueezeExcite()
    self.init(
      of: try fields.read("of", or: usual.base), divisor: try fields.read("divisor", or: usual.divisor),
      rounding: try fields.read("rounding", or: usual.rounding), inner: try fields.read("inner", or: usual.inner),
      gate: try fields.read("gate", or: usual.gate))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Field.self)
    try container.encode(base, forKey: Field("of"))
    try container.encode(divisor, forKey: Field("divisor"))
    try container.encode(rounding, forKey: Field("rounding"))
    try container.encode(inner, forKey: Field("inner"))
    try container.encode(gate, forKey: Field("gate"))
  }
}

/// `"hidden"`, `"input"`, or a number.
extension SqueezeExcite.Base: Codable {
  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: []) {
    case .number(let count): self = .fixed(count)
    case .word("hidden"): self = .hidden
    case .word("input"): self = .input
    case .word(let word): throw Form.unexpected(decoder, word, allowed: ["hidden", "input", "a number"])
    case .fields: throw Form.unexpected(decoder, "{}", allowed: ["hidden", "input", "a number"])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .hidden: try encoder.write("hidden")
    case .input: try encoder.write("input")
    case .fixed(let count): try encoder.write(count)
    }
  }
}

/// `"down"`, `"nearest"`, or `{"multiple": 8}`.
extension SqueezeExcite.Rounding: Codable {
  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: ["multiple"]) {
    case .word("down"): self = .down
    case .word("nearest"): self = .nearest
    case .word(let word): throw Form.unexpected(decoder, word, allowed: ["down", "nearest", "multiple"])
    case .number(let number): throw Form.unexpected(decoder, "\(number)", allowed: ["down", "nearest", "multiple"])
    case .fields(let fields): self = .multiple(try fields.read("multiple"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .down: try encoder.write("down")
    case .nearest: try encoder.write("nearest")
    case .multiple(let step): try encoder.write("multiple", step)
    }
  }
}

/// `{"kind": "max", "kernel": 3, "stride": "place"}`, and `"padded": false` where it is not.
extension Pool: Codable {
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["kind", "kernel", "stride", "padded"])
    self.init(
      try fields.read("kind"), kernel: try fields.read("kernel"), stride: try fields.read("stride"),
      padded: try fields.read("padded", or: true))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Field.self)
    try container.encode(kind, forKey: Field("kind"))
    try container.encode(kernel, forKey: Field("kernel"))
    try container.encode(stride, forKey: Field("stride"))
    // What holds by default is not written, so that spaces keep the digests they had before it could be said.
    if !padded { try container.encode(padded, forKey: Field("padded")) }
  }
}

/// `"input"`, `"output"`, `{"expanded": 6}`, `{"dividedBy": 4}`, or a number.
extension Width: Codable {
  private static let words = ["input", "output", "expanded", "dividedBy", "a number"]

  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: ["expanded", "dividedBy"]) {
    case .number(let count): self = .fixed(count)
    case .word("input"): self = .input
    case .word("output"): self = .output
    case .word(let word): throw Form.unexpected(decoder, word, allowed: Self.words)
    case .fields(let fields):
      let name = try fields.only(of: ["expanded", "dividedBy"])
      self = name == "expanded" ? .expanded(try fields.read(name)) : .current(dividedBy: try fields.read(name))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .input: try encoder.write("input")
    case .output: try encoder.write("output")
    case .expanded(let factor): try encoder.write("expanded", factor)
    case .current(let divisor): try encoder.write("dividedBy", divisor)
    case .fixed(let count): try encoder.write(count)
    }
  }
}

/// `"place"`, or a number.
extension Stride: Codable {
  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: []) {
    case .number(let count): self = .fixed(count)
    case .word("place"): self = .place
    case .word(let word): throw Form.unexpected(decoder, word, allowed: ["place", "a number"])
    case .fields: throw Form.unexpected(decoder, "{}", allowed: ["place", "a number"])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .place: try encoder.write("place")
    case .fixed(let count): try encoder.write(count)
    }
  }
}
