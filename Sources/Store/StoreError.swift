internal import Glibc

/// What can go wrong with the files of a job, each case with its remedy.
public enum StoreError: Error, Hashable, CustomStringConvertible {
  case notFound(path: String)
  case noPermission(path: String, to: String)
  case readOnly(path: String)
  case diskFull(path: String, reason: String)
  case system(path: String, doing: String, reason: String)
  case notHDF5(path: String)
  case truncated(path: String, reason: String)
  case damaged(path: String, what: String)
  case notARunFile(path: String, reason: String)
  case wrongKind(path: String, found: String, expected: String)
  case wrongSchema(path: String, kind: String, found: Int, expected: Int)
  case wrongName(path: String, digest: String)
  case missingArray(path: String, name: String)
  case wrongArray(path: String, name: String, found: String, expected: String)
  case tooLarge(path: String, name: String, bytes: String, limit: Int)
  case damagedJournal(path: String, line: Int, reason: String)
  case locked(path: String, holder: String)
  case noColumns(path: String)
  case notEncodable(path: String, reason: String)

  public var description: String {
    switch self {
    case .notFound(let path): "\(path) does not exist: check the path, or run the job that makes it"
    case .noPermission(let path, let verb): "no permission to \(verb) \(path): check its owner and mode (ls -l), or choose another folder"
    case .readOnly(let path): "\(path) lies on a read-only file system: choose a results folder that can be written"
    case .diskFull(let path, let reason):
      "no room to write \(path) (\(reason)): free space or raise the quota, then run again; nothing that was finished is lost"
    case .system(let path, let doing, let reason): "\(doing) \(path) failed (\(reason)): check the disk and the path, then run again"
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
        : "\(path) has schema \(found) of kind '\(kind)', this concord needs \(expected): delete it and run its job again"
    case .wrongName(let path, let digest):
      "\(path) is named after another job than the one it holds (\(digest)): rename it to \(digest).h5, or delete it and run its job again"
    case .missingArray(let path, let name): "\(path) lacks '\(name)': delete it and run its job again"
    case .wrongArray(let path, let name, let found, let expected):
      "'\(name)' of \(path) is \(found) where \(expected) is needed: delete the file and run its job again"
    case .tooLarge(let path, let name, let bytes, let limit):
      "'\(name)' of \(path) claims \(bytes) bytes where at most \(limit) can be: the file is damaged or hostile; do not use it"
    case .damagedJournal(let path, let line, let reason):
      "line \(line) of \(path) cannot be read (\(reason)): delete the file and run its job again from its checkpoint"
    case .locked(let path, let holder): "the job of \(path) is running already (\(holder)): wait for it, or stop that process"
    case .noColumns(let path): "\(path) holds no one-dimensional numeric data set: store each score as a column of its own"
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
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path, reason: reason)
    default: .system(path: path, doing: doing, reason: reason)
    }
  }
}
