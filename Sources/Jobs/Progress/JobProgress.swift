internal import Digests
internal import FoundationEssentials

/// How far a job has come: what a worker prints on its standard output, a line of JSON at a time, and its launcher reads. The first
/// comes before any work and tells what earlier sessions left.
public struct JobProgress: Hashable, Sendable, Codable {
  /// Part of the job's work that is done, 0 … 1.
  public let fraction: Double
  /// A few words: "epoch 3 of 8, loss 1.21".
  public let note: String?

  public init(fraction: Double, note: String? = nil) { (self.fraction, self.note) = (min(max(fraction, 0), 1), note) }

  /// The line to print. Throws `EncodingError` where the fraction is not a number.
  public func line() throws -> String { try CanonicalJSON.text(self) }

  /// Nil where the line says something else.
  package init?(line: [UInt8]) {
    do { self = try JSONDecoder().decode(JobProgress.self, from: Data(line)) } catch { return nil }
  }
}
