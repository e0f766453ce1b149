import FoundationEssentials
import Glibc

extension Error {
  /// Why a file could not be written, in the system's own words where it gave some.
  var systemReason: String {
    guard let cocoa = self as? CocoaError else { return "\(self)" }
    if let system = cocoa.underlying as? POSIXError { return String(cString: strerror(system.code.rawValue)) }
    return switch cocoa.code {
    case .fileWriteNoPermission, .fileReadNoPermission: String(cString: strerror(EACCES))
    case .fileNoSuchFile, .fileReadNoSuchFile: String(cString: strerror(ENOENT))
    case .fileWriteOutOfSpace: String(cString: strerror(ENOSPC))
    case .fileWriteVolumeReadOnly: String(cString: strerror(EROFS))
    case .fileWriteFileExists: String(cString: strerror(EEXIST))
    default: "\(self)"
    }
  }
}
