internal import Glibc

extension JobLock {
  /// Who holds the lock of this file, in words; nil where nobody does. Takes no lock itself, so that no job is held up by the question.
  ///
  /// A holder on another machine is believed; one here must be alive.
  public static func holder(_ path: String) throws(StoreError) -> String? {
    guard let text = try text(path) else { return nil }
    let words = text.split(separator: " ")
    guard words.count == 4, let process = pid_t(words[1]) else { return nil }
    return words[3] == host() && kill(process, 0) != 0 && errno == ESRCH ? nil : text
  }
}
