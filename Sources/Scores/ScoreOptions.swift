/// What a person says about how a file is to be read, where it does not say so itself.
public struct ScoreOptions: Hashable, Sendable {
  /// What parts the cells of a line.
  public enum Delimiter: String, CaseIterable, Sendable {
    case tab, semicolon, comma, pipe, spaces
  }

  /// What stands before the fraction of a number.
  public enum Decimal: String, CaseIterable, Sendable {
    case point, comma
  }

  /// Which keys of an object of objects, or of lists, name architectures.
  public enum Keys: String, CaseIterable, Sendable {
    case outer, inner
  }

  /// One of them, by what the command calls it.
  enum Name: String, CaseIterable, Sendable {
    case delimiter, decimal, header, at, keys, log
  }

  /// Nil: what parts all lines alike.
  public var delimiter: Delimiter?
  /// Nil: the point, or the comma of semicolon files where every cell allows that reading only.
  public var decimal: Decimal?
  /// Whether the first line names the columns; nil: as its cells look.
  public var header: Bool?
  /// Where the scores stand in a nested file, as keys or groups parted by slashes: "cifar10/synflow".
  public var at: String?
  /// Nil: those of which there are more.
  public var keys: Keys?
  /// A regular expression with named groups: each match in a line of a log is a row, each group a column.
  public var logPattern: String?

  public init(
    delimiter: Delimiter? = nil, decimal: Decimal? = nil, header: Bool? = nil, at: String? = nil, keys: Keys? = nil,
    logPattern: String? = nil
  ) {
    (self.delimiter, self.decimal, self.header) = (delimiter, decimal, header)
    (self.at, self.keys, self.logPattern) = (at, keys, logPattern)
  }
}

extension ScoreOptions.Decimal? {
  /// What stands before a fraction; the point where nobody says it.
  var byte: UInt8 { self == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".") }
}
