import Engine
import FoundationEssentials
import Glibc
import Scores
import Store

/// What the machine offers: libraries, programs, processor, memory, disk.
enum System {
  static func checks(results: String) -> [Check] {
    [processor, memory, blas, hdf5, gnuplot, fonts, disk(results)]
  }

  private static var processor: Check {
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return Check(
      "processor", .fine, "\(Provenance.cpuModel()), \(cores) \(cores == 1 ? "core" : "cores"), kernels \(KernelLevel.best.rawValue)")
  }

  private static var memory: Check {
    Check("memory", .fine, "\((Double(memoryBytes) / 1e9).fixed(1)) GB")
  }

  /// What this process may use: the machine's memory, or less where its control group has a limit.
  static var memoryBytes: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    guard let text = FileManager.default.contents(atPath: "/sys/fs/cgroup/memory.max"),
      let limit = Int(String(decoding: text, as: UTF8.self).trimmed)
    else { return machine }
    return min(machine, limit)
  }

  private static var blas: Check {
    let blas = BLAS.running
    return Check("BLAS", .fine, "\(blas.build.trimmed), core \(blas.core), \(blas.threads) threads here (workers run with 1)")
  }

  private static var hdf5: Check {
    do {
      let library = try HDF5Library.running()
      return Check("HDF5", .fine, "\(library.version), \(library.isThreadSafe ? "" : "not ")thread-safe (calls take turns either way)")
    } catch {
      return Check("HDF5", .missing, "no answer", remedy: "\(error)")
    }
  }

  private static var gnuplot: Check {
    let remedy = "install gnuplot 5.4 or newer (Debian: gnuplot-nox); without it there are no figures"
    guard let version = answer("gnuplot --version"), version.hasPrefix("gnuplot") else {
      return Check("gnuplot", .missing, "not on PATH", remedy: remedy)
    }
    return Check("gnuplot", .fine, version)
  }

  private static var fonts: Check {
    let remedy = "install Liberation Sans (Debian: fonts-liberation); figures look different without it"
    guard let match = answer("fc-match 'Liberation Sans'") else {
      return Check("fonts", .warning, "cannot be asked for: fc-match is not on PATH", remedy: remedy)
    }
    return match.contains("Liberation")
      ? Check("fonts", .fine, match) : Check("fonts", .warning, "\(match) in place of Liberation Sans", remedy: remedy)
  }

  /// The free space of the folder that run files go to, or of the nearest one above it that is there.
  private static func disk(_ results: String) -> Check {
    var folder = results
    while access(folder, F_OK) != 0 {
      guard let slash = folder.lastIndex(of: "/") else {
        folder = "."
        break
      }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    var space = statvfs()
    guard statvfs(folder, &space) == 0 else {
      return Check("disk", .missing, "\(results): \(String(cString: strerror(errno)))", remedy: "choose another folder with --results")
    }
    let free = Double(space.f_bavail) * Double(space.f_frsize) / 1e9
    let found = "\(free.fixed(1)) GB free for \(results)"
    if access(folder, W_OK) != 0 {
      return Check("disk", .missing, "\(folder) cannot be written", remedy: "choose another folder with --results, or change its mode")
    }
    return free < 1
      ? Check("disk", .warning, found, remedy: "free some space: the laptop profile needs about 1 GB") : Check("disk", .fine, found)
  }

  /// The first line that a program prints; nil where it cannot be run.
  private static func answer(_ command: String) -> String? {
    guard let pipe = popen("\(command) 2>/dev/null", "r") else { return nil }
    var line = [CChar](repeating: 0, count: 1024)
    let got = fgets(&line, Int32(line.count), pipe) != nil
    guard pclose(pipe) == 0, got else { return nil }
    return String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).trimmed
  }
}
