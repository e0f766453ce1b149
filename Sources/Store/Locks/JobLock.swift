internal import Glibc

/// The right to run a job: a claim, a file that only one can put in its place and that names its holder.
///
/// It is written beside its place, locked with `flock`, and linked there, so that it is never seen half made. Who finds one asks whether
/// its holder lives (`Claim`): on the same machine the kernel says so, even after SIGKILL; of another machine it is believed while it is
/// touched, which a holder does four times a minute. So it needs of a file system atomic links, renames and times, not a `flock` that machines
/// share.
public struct JobLock: ~Copyable {
  private let path: String, claim: OwnClaim, heartbeat: Heartbeat

  /// How long a claim that was taken over from another machine stands before its holder counts as one: a beat and a third.
  package static let settling = Duration.seconds(20)

  /// Throws `locked`, with who holds it, where another process has the lock, `link`, and `notRegular` where a device stands there.
  public init(_ path: String) throws(StoreError) { try self.init(path, pause: {}) }

  /// - Parameters:
  ///   - beat: time between two touches, much less than `Claim.lease`.
  ///   - settling: time in which a holder sees that his claim is another's: more than a beat.
  ///   - pause: called between the steps of taking it, in which others may do theirs.
  package init(
    _ path: String, beat: Duration = .seconds(15), settling: Duration = Self.settling, pause: () -> Void = {}
  ) throws(StoreError) {
    var claim = try OwnClaim(for: path)
    if let holder = try claim.hold(path, settling: settling, pause: pause) { throw .locked(path: path, holder: holder) }
    heartbeat = try Heartbeat(of: claim.file, at: path, every: beat)
    self.path = path
    self.claim = claim
  }

  /// Takes the lock once nobody else has it. `waiting` is told who has, five times a second; what it throws ends the wait.
  public init(_ path: String, waiting: (_ holder: String) throws -> Void) throws {
    var claim = try OwnClaim(for: path)
    while let holder = try claim.hold(path, settling: Self.settling, pause: {}) {
      try waiting(holder)
      usleep(200_000)
    }
    heartbeat = try Heartbeat(of: claim.file, at: path, every: .seconds(15))
    self.path = path
    self.claim = claim
  }

  /// The file goes first: whoever looks from then on finds none. The claim then closes it.
  deinit {
    heartbeat.stop()
    if claim.stands(at: path) { unlink(path) }
  }

  /// Who holds the lock of this file, in words; nil where nobody does. Looks and makes nothing, so that no job is held up by the question and a folder
  /// that may not be written, or is not to be, can be asked.
  ///
  /// A holder here must be alive, one on another machine must have touched its file by this machine's clock: where the file system's is minutes off,
  /// the answer is about the time of the last touch and no more. Who takes the lock goes by the file system's.
  public static func holder(_ path: String) throws(StoreError) -> String? {
    guard let claim = try Claim(at: path) else { return nil }
    return claim.isLive(at: FileStamp.now()) ? claim.holder : nil
  }
}
