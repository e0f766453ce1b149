extension StoredColumns {
  /// The columns as bytes for another process: counts as 64-bit integers, texts behind their lengths.
  public var transferred: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ count: Int) { withUnsafeBytes(of: Int64(count).littleEndian) { bytes += $0 } }
    func put(_ text: String) {
      put(text.utf8.count)
      bytes += Array(text.utf8)
    }
    func put(_ texts: [String]) {
      put(texts.count)
      texts.forEach(put)
    }
    put(notes)
    put(keys.map { [$0] } ?? [])
    put(columns.count)
    for column in columns {
      put(column.name)
      put(column.group.map { [$0] } ?? [])
      switch column.values {
      case .numbers(let values):
        put(0)
        put(values.count)
        values.withUnsafeBytes { bytes += $0 }
      case .texts(let values):
        put(1)
        put(values)
      case .unreadable(let reason):
        put(2)
        put(reason)
      }
    }
    return bytes
  }

  /// What `transferred` made; nil where the bytes are anything else.
  public init?(transferred bytes: [UInt8]) {
    var at = 0
    func count() -> Int? {
      guard bytes.count - at >= 8 else { return nil }
      defer { at += 8 }
      let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Int64.self) }
      return value < 0 ? nil : Int(Int64(littleEndian: value))
    }
    func text() -> String? {
      guard let length = count(), length <= bytes.count - at else { return nil }
      defer { at += length }
      return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }
    func texts() -> [String]? {
      guard let total = count(), total <= bytes.count else { return nil }
      var texts: [String] = []
      for _ in 0..<total {
        guard let text = text() else { return nil }
        texts.append(text)
      }
      return texts
    }
    guard let notes = texts(), let keys = texts(), let total = count(), total <= bytes.count else { return nil }
    (self.notes, self.keys) = (notes, keys.first)
    for _ in 0..<total {
      guard let name = text(), let group = texts(), let kind = count() else { return nil }
      switch kind {
      case 0:
        guard let length = count(), length <= (bytes.count - at) / 8 else { return nil }
        let values = bytes.withUnsafeBytes { bytes in
          (0..<length).map { bytes.loadUnaligned(fromByteOffset: at + 8 * $0, as: Double.self) }
        }
        at += 8 * length
        columns.append(StoredColumn(name, group: group.first, .numbers(values)))
      case 1:
        guard let values = texts() else { return nil }
        columns.append(StoredColumn(name, group: group.first, .texts(values)))
      default:
        guard let reason = text() else { return nil }
        columns.append(StoredColumn(name, group: group.first, .unreadable(reason)))
      }
    }
  }
}
