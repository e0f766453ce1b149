public import Digests
public import FoundationEssentials

/// How a space is written and identified. Reading is strict: an unknown, missing or ill-typed field is an error that names it.
extension Space: Decodable {
  /// Reads and validates. Throws `SpaceError.undecodable` or `.invalid`, with the field as in `choices[3].candidates[1].layers[0]`.
  public init(json: Data) throws(SpaceError) {
    do {
      self = try JSONDecoder().decode(Space.self, from: json)
    } catch let error as DecodingError {
      throw SpaceError(error)
    } catch {
      throw .undecodable(field: "the text", reason: "is no JSON: \(error)")
    }
    try validate()
  }

  /// The SHA-256 of its canonical JSON. Throws where a number is not finite, which `validate` refuses.
  public func digest() throws -> Digest { try CanonicalJSON.digest(self) }

  public init(from decoder: any Decoder) throws {
    let fields = try Fields(
      decoder,
      ["name", "input", "classes", "stem", "choices", "nodes", "head", "symmetry", "auxiliary", "initialization", "skips", "upscaling"])
    let input = try fields.fields("input", ["height", "width", "channels"])
    self.init(
      name: try fields.read("name"),
      input: ImageShape(height: try input.read("height"), width: try input.read("width"), channels: try input.read("channels")),
      classes: try fields.read("classes"), stem: try fields.read("stem"), choices: try fields.read("choices"),
      nodes: try fields.read("nodes"), head: try fields.read("head"), symmetry: try fields.read("symmetry", or: .none),
      auxiliary: try fields.read("auxiliary", or: nil as Auxiliary?), initialization: try fields.read("initialization", or: .heUniform),
      skips: try fields.read("skips", or: nil as LinearSkips?), upscaling: try fields.read("upscaling", or: nil as Int?))
  }
}

/// `{"name": "layer1", "candidates": [...]}`.
extension Choice: Decodable {
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["name", "candidates"])
    self.init(try fields.read("name"), try fields.read("candidates"))
  }
}

/// `{"name": "MB3_K3", "layers": [...], "residual": true}`; `"reducing": [...]` where strides above 1 have a table of their own,
/// `"weightsOf": "MB3_K3"` where another candidate's weights are used.
extension Operation: Decodable {
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["name", "layers", "reducing", "residual", "weightsOf"])
    self.init(
      try fields.read("name"), try fields.read("layers"), reducing: try fields.read("reducing", or: nil as [Layer]?),
      residual: try fields.read("residual", or: false), weightsOf: try fields.read("weightsOf", or: nil as String?))
  }
}

/// `{"node": 93, "layers": [...], "weight": 0.4}`.
extension Auxiliary: Decodable {
  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, ["node", "layers", "weight"])
    self.init(node: try fields.read("node"), layers: try fields.read("layers"), weight: try fields.read("weight"))
  }
}

/// `{"place": {"choice": 0, "from": 0, "channels": 16, "stride": 2}}`, `{"sum": [2, 3]}`.
extension Node: Codable {
  private static let names = ["place", "layers", "sum", "concatenation"]

  public init(from decoder: any Decoder) throws {
    let fields = try Fields(decoder, Self.names), name = try fields.only(of: Self.names)
    switch name {
    case "place":
      let place = try fields.fields(name, ["choice", "from", "channels", "stride"])
      self = .place(
        choice: try place.read("choice"), from: try place.read("from"), channels: try place.read("channels"),
        stride: try place.read("stride"))
    case "layers":
      let fixed = try fields.fields(name, ["layers", "from", "channels"])
      self = .layers(try fixed.read("layers"), from: try fixed.read("from"), channels: try fixed.read("channels"))
    case "sum": self = .sum(try fields.read(name))
    default: self = .concatenation(try fields.read(name))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .place(let choice, let from, let channels, let stride):
      try encoder.write("place", ["choice": choice, "from": from, "channels": channels, "stride": stride])
    case .layers(let layers, let from, let channels): try encoder.write("layers", Fixed(layers: layers, from: from, channels: channels))
    case .sum(let terms): try encoder.write("sum", terms)
    case .concatenation(let parts): try encoder.write("concatenation", parts)
    }
  }

  private struct Fixed: Encodable { let layers: [Layer], from: Int, channels: Int }
}

/// `"none"`, or `{"idle": {"name": "identity", "groups": [[1], [3, 4]]}}`.
extension Symmetry: Codable {
  public init(from decoder: any Decoder) throws {
    switch try Form(decoder, fields: ["idle"]) {
    case .word("none"): self = .none
    case .word(let word): throw Form.unexpected(decoder, word, allowed: ["none", "idle"])
    case .number(let number): throw Form.unexpected(decoder, "\(number)", allowed: ["none", "idle"])
    case .fields(let fields):
      let idle = try fields.fields(fields.only(of: ["idle"]), ["name", "groups"])
      self = .idle(name: try idle.read("name"), groups: try idle.read("groups"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .none: try encoder.write("none")
    case .idle(let name, let groups): try encoder.write("idle", Idle(name: name, groups: groups))
    }
  }

  private struct Idle: Encodable { let name: String, groups: [[Int]] }
}

extension SpaceError {
  /// The field as a reader would write it, and what is wrong there.
  init(_ error: DecodingError) {
    let path: [any CodingKey], reason: String
    switch error {
    case .typeMismatch(let type, let context): (path, reason) = (context.codingPath, "should be \(Self.words(for: type))")
    case .valueNotFound(let type, let context): (path, reason) = (context.codingPath, "is null and should be \(Self.words(for: type))")
    case .keyNotFound(let key, let context): (path, reason) = (context.codingPath + [key], "is missing")
    case .dataCorrupted(let context):
      path = context.codingPath
      reason = context.underlyingError.map { "\(context.debugDescription) \($0)" } ?? context.debugDescription
    @unknown default: (path, reason) = ([], "\(error)")
    }
    let field = path.reduce("") { text, key in
      key.intValue.map { "\(text)[\($0)]" } ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
    }
    self = .undecodable(field: field.isEmpty ? "the text" : field, reason: reason)
  }

  /// A Swift type in words that a writer of JSON knows.
  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any Collection.Type: "a list"
    default: "an object with named fields"
    }
  }
}
