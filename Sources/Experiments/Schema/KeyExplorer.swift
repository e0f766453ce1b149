/// Finds what types take by letting them decode: the keys that they ask for are the keys that they know, as `StrictYAML` has it too.
///
///     let explorer = KeyExplorer(), (schema, _) = try explorer.explore(RankingExperiment.self)
///
/// A type decodes made-up values several times: without its optional keys, with each of them, and with each word of every enumeration. Where
/// a word changes what else is asked for, the type has a variant for each.
final class KeyExplorer {
  /// Variants of each type that is a mapping, by the type's name.
  private(set) var definitions: [String: [KeySchema.Variant]] = [:]
  private var known: [ObjectIdentifier: (schema: KeySchema, sample: Any)] = [:]

  /// What a type takes, and one value of it. Throws `Unreadable` where no made-up value makes one.
  func explore<T: Decodable>(_ type: T.Type) throws -> (schema: KeySchema, sample: T) {
    if let own = known[ObjectIdentifier(type)], let sample = own.sample as? T { return (own.schema, sample) }
    let found = try found(type)
    known[ObjectIdentifier(type)] = found
    return found
  }

  /// A type that cannot be explored.
  struct Unreadable: Error, CustomStringConvertible {
    let type: String, reason: String
    var description: String { "no made-up value makes a \(type): \(reason)" }
  }

  /// The words of an enumeration.
  static func words<T>(_ type: T.Type) -> [String]? {
    guard let type = type as? any (CaseIterable & RawRepresentable).Type else { return nil }
    func all<E: CaseIterable & RawRepresentable>(_ type: E.Type) -> [String] { E.allCases.map { "\($0.rawValue)" } }
    return all(type)
  }

  /// One that a word stands for.
  static func value<T>(_ type: T.Type, _ position: Int) -> T? {
    guard let type = type as? any CaseIterable.Type else { return nil }
    func all<E: CaseIterable>(_ type: E.Type) -> T? { Array(E.allCases).dropFirst(position).first as? T }
    return all(type)
  }

  private func found<T: Decodable>(_ type: T.Type) throws -> (schema: KeySchema, sample: T) {
    if let words = Self.words(type), let sample = Self.value(type, 0) { return (.words(words), sample) }
    if let type = type as? any StringKeyed.Type, let sample = type.empty as? T { return (.map(try type.schema(self)), sample) }
    let trial = Trials(type, self), starts = try trial.starts()
    // A type that is asked for as one value or as a list has no keys of its own.
    var forms: [KeySchema] = [], variants: [KeySchema.Variant] = []
    for start in starts {
      if let form = start.record.form {
        if !forms.contains(form) { forms.append(form) }
      } else {
        variants += trial.variants(from: start)
      }
    }
    if !variants.isEmpty {
      let name = Self.name(type)
      definitions[name] = variants.reduce(into: []) { all, variant in if !all.contains(variant) { all.append(variant) } }
      forms.append(.named(name))
    }
    guard let sample = starts.first?.value, let form = forms.first else { throw Unreadable(type: "\(type)", reason: "it asks for nothing") }
    return (forms.count == 1 ? form : .either(forms), sample)
  }

  /// The type's name without its module: "RankingExperiment.Supernets".
  private static func name<T>(_ type: T.Type) -> String {
    String(reflecting: type).split(separator: ".").dropFirst().filter { !$0.contains("$") && !$0.contains("(") && !$0.contains(")") }
      .joined(separator: ".")
  }
}

/// A dictionary by texts, whose keys no type asks for.
private protocol StringKeyed {
  static var empty: Self { get }
  static func schema(_ explorer: KeyExplorer) throws -> KeySchema
}

extension Dictionary: StringKeyed where Key == String, Value: Decodable {
  static var empty: Self { [:] }
  static func schema(_ explorer: KeyExplorer) throws -> KeySchema { try explorer.explore(Value.self).schema }
}
