internal import Scores
public import Spaces

extension LookupTable {
  /// The table as `init(reading:)` reads it, choices by their names and candidates in their order: `place,operation,milliseconds`, and what
  /// it was measured on beside the row `fixed`.
  ///
  ///     place,operation,milliseconds,machine
  ///     fixed,,1.92,"a CPU, avx512, 1 thread"
  ///     layer1,MB3_K3,0.41,
  ///
  /// - Precondition: it is a table of the space.
  public func csv(of space: Space, machine: String) -> String {
    var rows = [["place", "operation", "milliseconds", "machine"], ["fixed", "", "\(fixed)", machine]]
    for (choice, row) in zip(space.choices, entries) {
      for (operation, value) in zip(choice.candidates, row) { rows.append([choice.name, operation.name, "\(value)", ""]) }
    }
    return rows.map { $0.map(DelimitedText.quoted).joined(separator: ",") + "\n" }.joined()
  }
}
