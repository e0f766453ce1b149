extension DelimitedText {
  /// A field as comma-separated text has it, quoted where it must be (RFC 4180).
  package static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) || field.first == " " || field.last == " " else {
      return field
    }
    return "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
