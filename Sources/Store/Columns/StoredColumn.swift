/// A column of anyone's HDF5 file: a vector, a field of a table, a run of a matrix.
public struct StoredColumn: Hashable, Sendable {
  public enum Values: Hashable, Sendable {
    case numbers([Double])
    case texts([String])
    /// It is there and cannot be read: why, and what to do.
    case unreadable(String)

    /// A column of a matrix of so many columns that was read row by row.
    func column(_ number: Int, of width: Int) -> Values {
      func own<Value>(_ all: [Value]) -> [Value] { stride(from: number, to: all.count, by: width).map { all[$0] } }
      return switch self {
      case .numbers(let all): .numbers(own(all))
      case .texts(let all): .texts(own(all))
      case .unreadable: self
      }
    }
  }

  /// The path of its data set, with the field or run behind it.
  public var name: String
  /// The data set, where the column is one run of several.
  public var group: String?
  public var values: Values

  public init(_ name: String, group: String? = nil, _ values: Values) { (self.name, self.group, self.values) = (name, group, values) }
}

/// All columns of anyone's HDF5 file.
public struct StoredColumns: Hashable, Sendable {
  public var columns: [StoredColumn] = []
  /// The column that names rows, where the layout says so.
  public var keys: String?
  /// What was noticed and passed over.
  public var notes: [String] = []

  public init() {}
}
