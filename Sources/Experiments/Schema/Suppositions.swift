/// What a decoding is told.
struct Suppositions {
  /// Optional keys that are there.
  var present: Set<String> = []
  /// Which word of an enumeration stands under a key, the first where nothing is said; one more than there are for none of them.
  var chosen: [String: Int] = [:]
  /// Keys of which one has to be there.
  var choice: [String] = []

  func with(_ keys: Set<String>) -> Suppositions {
    var own = self
    own.present.formUnion(keys)
    return own
  }

  func choosing(_ key: String, _ position: Int) -> Suppositions {
    var own = self
    own.chosen[key] = position
    return own
  }
}
