/// An array as it lies in a run file: a name with folders, a shape, values of one type, a unit, a sentence.
///
///     NamedArray("history/loss", .doubles([2.3, 1.9]), unit: "nat", "mean training loss of each epoch")
public struct NamedArray: Hashable, Sendable {
  /// Values in row-major order.
  public enum Values: Hashable, Sendable {
    case floats([Float])
    case doubles([Double])
    case integers([Int])
    case texts([String])

    public var count: Int {
      switch self {
      case .floats(let values): values.count
      case .doubles(let values): values.count
      case .integers(let values): values.count
      case .texts(let values): values.count
      }
    }

    /// The word that errors and digests use for the type.
    public var type: String {
      switch self {
      case .floats: "float32"
      case .doubles: "float64"
      case .integers: "int64"
      case .texts: "text"
      }
    }
  }

  /// Folders and the array's own name, parted by slashes.
  public let name: String
  /// Lengths of the axes, the slowest first.
  public let shape: [Int]
  public let values: Values
  /// "s", "byte", "nat", "image"; empty where there is none.
  public let unit: String
  /// A few words for people, in no digest.
  public let description: String

  /// `shape` is that of a vector unless given; it has at least one axis.
  /// Names have no empty part and no part that is "." or ".."; texts hold no zero byte.
  public init(_ name: String, shape: [Int]? = nil, _ values: Values, unit: String = "", _ description: String = "") {
    let shape = shape ?? [values.count]
    precondition(!shape.isEmpty && shape.reduce(1, *) == values.count, "\(name): \(values.count) values do not fill \(shape)")
    precondition(Self.isName(name), "'\(name)' is no name")
    (self.name, self.shape, self.values, self.unit, self.description) = (name, shape, values, unit, description)
  }

  /// Whether HDF5 can keep an array under this name: folders and a last part, none of them empty or relative.
  static func isName(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }

  /// The same array in another folder.
  public func moved(to name: String) -> NamedArray { NamedArray(name, shape: shape, values, unit: unit, description) }
}
