internal import Glibc
internal import Texts

/// What can go wrong with the files of a job, each case with its remedy.
public enum StoreError: Error, Hashable, CustomStringConvertible {
  /// No file or folder of that name.
  case notFound(path: String)
  /// The system refuses; `to` is "read" or "write".
  case noPermission(path: String, to: String)
  /// The file system as a whole cannot be written.
  case readOnly(path: String)
  /// The disk, the quota or the limit on the size of files is used up.
  case diskFull(path: String, reason: String)
  /// Any other failure of a system call or, with its own words, of libhdf5 while it wrote.
  case system(path: String, doing: String, reason: String)
  /// The file begins with something else than an HDF5 header.
  case notHDF5(path: String)
  /// The file is shorter than its header says.
  case truncated(path: String, reason: String)
  /// A checksum or digest does not match; `what` names the array or part.
  case damaged(path: String, what: String)
  /// HDF5 that another program wrote, or a kind that only another version knows.
  case notARunFile(path: String, reason: String)
  /// A whole run file, but of another kind than the reader needs.
  case wrongKind(path: String, found: String, expected: String)
  /// The arrays are those of an older or newer version of the kind.
  case wrongSchema(path: String, kind: String, found: Int, expected: Int)
  /// The file is named by a digest, and its spec has another.
  case wrongName(path: String, digest: String)
  /// An array that the kind needs is absent.
  case missingArray(path: String, name: String)
  /// An array has another type or shape than the kind needs, or a text that is no digest.
  case wrongArray(path: String, name: String, found: String, expected: String)
  /// An array claims more than the file can hold: nothing was allocated for it.
  case tooLarge(path: String, name: String, bytes: String, limit: Int)
  /// Another process runs the job.
  case locked(path: String, holder: String)
  /// A stranger's file without scores; the notes say what it has.
  case noColumns(path: String, passedOver: [String])
  /// A stranger's file has no group or data set of that name.
  case noObject(path: String, name: String, known: [String])
  /// A journal's entry holds NaN or an infinity.
  case notEncodable(path: String, reason: String)
  /// What stands where a file is to be read or written is a device, a pipe, a socket or, of reading, a folder.
  case notRegular(path: String)
  /// A link where the file itself has to be, or links that lead in a circle.
  case link(path: String)

  /// What happened, in which file or field, and what to do next; names that a file gives without control characters.
  public var description: String { sentence.printable }

  private var sentence: String {
    switch self {
    case .notFound(let path): "\(path) does not exist: check the path, or run the job that makes it"
    case .noPermission(let path, let verb): "no permission to \(verb) \(path): check its owner and mode (ls -l), or choose another folder"
    case .readOnly(let path): "\(path) lies on a read-only file system: choose a results folder that can be written"
    case .diskFull(let path, let reason):
      "no room to write \(path) (\(reason)): free space or raise the quota, then run again; nothing that was finished is lost"
    case .system(let path, let doing, let reason): "\(doing) \(path) failed (\(reason)): check the disk and the path, then run again"
    case .notRegular(let path):
      "\(path) is no regular file (a device, a pipe, a socket or a folder): name a file, or remove what stands there"
    case .link(let path): "\(path) is a link, and what a job writes stands in the folder of results itself: remove the link and run again"
    case .notHDF5(let path): "\(path) is not an HDF5 file: give a run file that concord wrote, or delete it and run its job again"
    case .truncated(let path, let reason):
      "\(path) is cut short (\(reason)): copy it again from its source, or delete it and run its job again"
    case .damaged(let path, let what):
      "\(path) is damaged: \(what) does not match its checksum; copy it again from its source, or delete it and run its job again"
    case .notARunFile(let path, let reason):
      "\(path) is HDF5 but not a run file of concord (\(reason)): for scores of other programs use 'concord correlate'"
    case .wrongKind(let path, let found, let expected):
      "\(path) holds a run of kind '\(found)' where '\(expected)' is needed: give another file"
    case .wrongSchema(let path, let kind, let found, let expected):
      found > expected
        ? "\(path) has schema \(found) of kind '\(kind)', this concord knows \(expected): use the newer concord that wrote it"
        : "\(path) has schema \(found) of kind '\(kind)', this concord needs \(expected): run its job again ('concord reproduce'), or read it with the concord that wrote it"
    case .wrongName(let path, let digest):
      "\(path) is named after another job than the one it holds (\(digest)): rename it to \(digest).h5, or delete it and run its job again"
    case .missingArray(let path, let name): "\(path) lacks '\(name)': delete it and run its job again"
    case .wrongArray(let path, let name, let found, let expected):
      "'\(name)' of \(path) is \(found) where \(expected) is needed: delete the file and run its job again"
    case .tooLarge(let path, let name, let bytes, let limit):
      "'\(name)' of \(path) claims \(bytes) bytes where at most \(limit) can be: the file is damaged or hostile; do not use it"
    case .locked(let path, let holder): "the job of \(path) is running already (\(holder)): wait for it, or stop that process"
    case .noColumns(let path, let passedOver):
      "\(path) holds no vector, table or matrix of scores\(passedOver.map { "; \($0)" }.joined()): store each score as a column of its own"
    case .noObject(let path, let name, let known):
      "--at: \(path) has nothing at '\(name.printable)': \(known.isEmpty ? "leave --at out" : "name a group or a data set of \(listed(known, length: 200))")"
    case .notEncodable(let path, let reason): "a value for \(path) cannot be written as JSON (\(reason)): numbers have to be finite"
    }
  }

  /// The case for an `errno` after `doing` something (a gerund: "writing") with a file.
  package static func system(_ code: Int32, doing: String, path: String) -> StoreError {
    let reason = String(cString: strerror(code))
    return switch code {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EACCES, EPERM: .noPermission(path: path, to: doing == "reading" ? "read" : "write")
    case EROFS: .readOnly(path: path)
    case ELOOP: .link(path: path)
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path, reason: reason)
    default: .system(path: path, doing: doing, reason: reason)
    }
  }
}
