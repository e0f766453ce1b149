/// A name with wildcards: `*` stands for any characters, `?` for one.
struct Pattern {
  private let characters: [Character]

  init(_ text: String) { characters = Array(text) }

  func matches(_ name: String) -> Bool {
    // reached[i]: the first i characters of the pattern can stand for the name read so far.
    var reached = [true] + characters.indices.map { index in characters[...index].allSatisfy { $0 == "*" } }
    for letter in name {
      var next = [false]
      for (index, wanted) in characters.enumerated() {
        next.append(wanted == "*" ? next[index] || reached[index + 1] : reached[index] && (wanted == "?" || wanted == letter))
      }
      reached = next
    }
    return reached[characters.count]
  }
}
