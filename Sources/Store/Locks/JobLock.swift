internal import Glibc

/// The right to run a job: a claim, a file that only one can put in its place and that names its holder.
///
/// It is written beside its place, locked with `flock`, and linked there, so that it is never seen half made. Who finds one asks whether
/// its holder lives (`Claim`): on the same machine the kernel says so, even after SIGKILL; of another machine it is believed while it is
/// touched, which a holder does four times a minute. So it needs of a file system atomic links and times, not a `flock` that machines share.
public struct JobLock: ~Copyable {
  private let path: String, draft: ClaimDraft, heartbeat: Heartbeat

  /// Throws `locked`, with who holds it, where another process has the lock, `link`, and `notRegular` where a device stands there.
  public init(_ path: String) throws(StoreError) { try self.init(path, beat: .seconds(15)) }

  /// - Parameter beat: time between two touches, much less than `Claim.patience`.
  package init(_ path: String, beat: Duration) throws(StoreError) {
    var draft = try ClaimDraft(for: path)
    if let holder = try Self.attempt(path, &draft) { throw .locked(path: path, holder: holder) }
    heartbeat = try Heartbeat(of: draft.file, at: path, every: beat)
    self.path = path
    self.draft = draft
  }

  /// Takes the lock once nobody else has it. `waiting` is told who has, five times a second; what it throws ends the wait.
  public init(_ path: String, waiting: (_ holder: String) throws -> Void) throws {
    var draft = try ClaimDraft(for: path)
    while let holder = try Self.attempt(path, &draft) {
      try waiting(holder)
      usleep(200_000)
    }
    heartbeat = try Heartbeat(of: draft.file, at: path, every: .seconds(15))
    self.path = path
    self.draft = draft
  }

  /// The file goes first: whoever looks from then on finds none. The draft then closes it.
  deinit {
    heartbeat.stop()
    if draft.stands(at: path) { unlink(path) }
  }

  /// Who has the lock; nil once the draft is in its place.
  private static func attempt(_ path: String, _ draft: inout ClaimDraft) throws(StoreError) -> String? {
    while try !draft.place(at: path) {
      if let claim = try Claim(at: path), try claim.isHeld(after: draft.touched()) { return claim.holder }
    }
    return nil
  }

  /// Who holds the lock of this file, in words; nil where nobody does. Takes no lock itself, so that no job is held up by the question.
  ///
  /// A holder here must be alive, one on another machine must have touched its file.
  public static func holder(_ path: String) throws(StoreError) -> String? {
    guard let claim = try Claim(at: path), claim.seemsHeld(at: FileStamp.now()) else { return nil }
    return claim.holder
  }
}
