import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

/// What can go wrong around `reproduce`: an error that names it and its remedy, an exit code, nothing lost, and the next run mends it.
@Suite(.serialized) struct FaultsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// How a sitting ended, and what it said.
  private func run(
    _ arguments: [String], environment: [String: String] = [:], wrapper: [String] = [], then act: (Sitting) -> Void = { _ in }
  ) throws -> (code: Int32, said: String) {
    let errors = folder["errors"]
    let sitting = try Sitting(arguments, errors: errors, environment: environment, wrapper: wrapper)
    act(sitting)
    let code = sitting.end()
    return (code, String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
  }

  private func names(_ kind: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder["results/\(kind)"]).sorted()
  }

  /// Result digests by path.
  private func digests() throws -> [String: String] {
    var digests: [String: String] = [:]
    for kind in ["supernet", "stand-alone", "evaluation"] {
      for name in try names(kind) { digests["\(kind)/\(name)"] = try RunFile.read(folder["results/\(kind)/\(name)"]).resultDigest.hex }
    }
    return digests
  }

  private func inode(_ path: String) -> UInt {
    var status = stat()
    return stat(folder["results/\(path)"], &status) == 0 ? status.st_ino : 0
  }

  @Test(arguments: [(SIGINT, 1), (SIGTERM, 1), (SIGINT, 2)])
  func stoppedItSaysHowToGoOn(signal: Int32, times: Int) throws {
    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder, ("passes: 12", "passes: 12000"))
    let results = folder["results"]
    // The later, the surer that a worker has made its first step: on a busy machine that takes a while.
    for patience in [0.3, 1, 4, 16] as [Double] {
      let (code, said) = try run(arguments) { sitting in
        for _ in 0..<4_000 where !FileManager.default.fileExists(atPath: "\(results)/supernet") { usleep(25_000) }
        usleep(UInt32(patience * 1e6))
        for _ in 0..<times {
          sitting.send(signal)
          usleep(20_000)
        }
      }
      #expect(code == 128 + signal)
      #expect(said.contains("stopping: workers end at their next step") && said.contains("run the same command again to go on"), "\(said)")
      #expect(said.contains(signal == SIGINT ? "stopped by Ctrl-C" : "stopped by signal 15"))
      #expect(try names("supernet").allSatisfy { !$0.hasSuffix(".partial") || times > 1 })
      if try times > 1 || names("supernet").contains(where: { $0.hasSuffix(".checkpoint") }) { return }
    }
    Issue.record("no checkpoint was left")
  }

  @Test func aFullDiskAndMissingMemoryAreNamedAndMended() throws {
    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder)
    let small = try run(arguments + ["--memory", "1"])
    #expect(small.code == 1 && small.said.contains("is estimated to need") && small.said.contains("--memory"), "\(small.said)")
    // A limit on the size of files stands for the full disk: both fail in the middle of a write.
    let full = try run(arguments, wrapper: ["/bin/sh", "-c", "ulimit -f 20; exec \"$@\"", "sh"])
    #expect(full.code == 1 && full.said.contains("no room to write") && full.said.contains("free space"), "\(full.said)")
    #expect(try names("stand-alone").allSatisfy { $0.hasSuffix(".h5") && !$0.hasPrefix(".") }, "no half of a file is left")
    #expect(try run(arguments).code == 0)
    #expect(try digests().count == TinyExperiment.jobs)
  }

  /// Without gnuplot, with one that fails, with damaged run files: the jobs stand, what is damaged is made again, the report follows.
  @Test func figuresAndDamagedFilesAreMendedByTheNextRun() throws {
    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder)
    let missing = try run(arguments, environment: ["PATH": "/nowhere"])
    #expect(missing.code == 1 && missing.said.contains("gnuplot"), "\(missing.said)")
    let sound = try digests()
    #expect(sound.count == TinyExperiment.jobs)
    try FileManager.default.createDirectory(atPath: folder["bin"], withIntermediateDirectories: true)
    try Data("#!/bin/sh\necho 'no terminal of that kind' >&2\nexit 3\n".utf8).write(to: URL(filePath: folder["bin/gnuplot"]))
    chmod(folder["bin/gnuplot"], 0o755)
    let failing = try run(arguments, environment: ["PATH": "\(folder["bin"]):/usr/bin:/bin"])
    #expect(failing.code == 1 && failing.said.contains("no terminal of that kind"), "\(failing.said)")

    let inodes = sound.keys.reduce(into: [:]) { $0[$1] = inode($1) }
    var damaged: Set<String> = []
    for (number, kind) in ["supernet", "stand-alone", "evaluation"].enumerated() {
      let path = try "\(kind)/\(#require(names(kind).first))"
      var bytes = try Data(contentsOf: URL(filePath: folder["results/\(path)"]))
      if number == 1 { bytes.removeLast(bytes.count / 3) } else { bytes[bytes.count / 2] ^= 8 }
      try bytes.write(to: URL(filePath: folder["results/\(path)"]), options: .atomic)
      damaged.insert(path)
    }
    let mended = try run(arguments)
    #expect(mended.code == 0, "\(mended.said)")
    #expect(try digests() == sound, "the same bits")
    for (path, inode) in inodes where !damaged.contains(path) { #expect(self.inode(path) == inode, "\(path) was sound and made again") }
    #expect(FileManager.default.fileExists(atPath: folder["results/report/tiny.html"]))

    // A clock that was set back or forth: times of files mean nothing.
    for (number, path) in sound.keys.sorted().enumerated() {
      let date = Date(timeIntervalSince1970: number % 2 == 0 ? 1e9 : 3e9)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder["results/\(path)"])
    }
    let again = try run(arguments)
    #expect(again.code == 0 && again.said.contains("nothing to do, all \(TinyExperiment.jobs) jobs are done"), "\(again.said)")
  }

  @Test func threeAtOnceTakeTurns() throws {
    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder)
    let sittings = try (0..<3).map { try Sitting(arguments, errors: folder["errors-\($0)"]) }
    #expect(sittings.map { $0.end() } == [0, 0, 0])
    let said = try (0..<3).map { String(decoding: try Data(contentsOf: URL(filePath: folder["errors-\($0)"])), as: UTF8.self) }
    #expect(said.count { $0.contains("another reproduce runs in") } == 2 && said.count { $0.contains("nothing to do") } == 2, "\(said)")
  }

  /// As another user where the tests run as root, whom no mode stops.
  private static let demotion = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
  private static let canDemote: Bool = {
    do { return try Sitting(["--version"], wrapper: demotion).end() == 0 } catch { return false }
  }()

  @Test(.enabled(if: canDemote, "root cannot run the command as another user here")) func noPermissionIsNamed() throws {
    let arguments = try ["reproduce"] + TinyExperiment.write(in: folder)
    try FileManager.default.createDirectory(atPath: folder["results"], withIntermediateDirectories: true)
    chmod(folder["results"], 0o555)
    chmod(folder.path, 0o755)
    let (code, said) = try run(arguments, wrapper: Self.demotion)
    chmod(folder["results"], 0o755)
    #expect(code == 1 && said.contains("no permission to write \(folder["results"])") && said.contains("choose another folder"), "\(said)")
  }
}
