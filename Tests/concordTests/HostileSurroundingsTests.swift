import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Testing

/// What stands around the command is not what it should be: pipes, devices and files of 4 GB where small files are expected, links in the folder
/// of results, disks that are full or cannot be written. Each ends at once with an error that names it and says what to do, and nothing
/// outside the folder of results is written.
@Suite(.serialized) struct HostileSurroundingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// How the command ended and what it said, within 3 GB of addresses and, on a machine with other work too, 300 s.
  private func run(_ arguments: [String], wrapper: [String] = []) throws -> (code: Int32, said: String) {
    let errors = folder["errors"], bounds = ["/bin/sh", "-c", "ulimit -v 3000000; exec \"$@\"", "sh", "/usr/bin/timeout", "300"]
    let code = try Sitting(arguments, errors: errors, wrapper: wrapper + bounds).end()
    return (code, String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
  }

  private static func make(_ kind: String, at path: String) throws {
    switch kind {
    case "pipe": try #require(mkfifo(path, 0o644) == 0)
    case "device": try #require(symlink("/dev/zero", path) == 0)
    case "folder": try #require(mkdir(path, 0o755) == 0)
    case "circle": try #require(symlink(path, path) == 0)
    default: try #require(close(open(path, O_WRONLY | O_CREAT, 0o644)) == 0 && truncate(path, 4 << 30) == 0)
    }
  }

  /// A net alone, half a second.
  private func job() throws -> (arguments: [String], run: String, digest: Digest) {
    let spec = try Fixtures.golden("jobs/stand-alone.json"), path = folder["spec.json"]
    let text = String(decoding: spec, as: UTF8.self).replacing("\n", with: "")
    try Data(text.utf8).write(to: URL(filePath: path))
    let digest = Digest(of: text.utf8)
    return (["run-job", path, "--results", folder["results"]], folder["results/stand-alone/\(digest).h5"], digest)
  }

  @Test(arguments: ["pipe", "device", "folder", "circle", "sparse"])
  func anExperimentThatIsNoFileIsRefused(kind: String) throws {
    let arguments = try TinyExperiment.write(in: folder)
    try FileManager.default.removeItem(atPath: folder["tiny/tiny.yaml"])
    try Self.make(kind, at: folder["tiny/tiny.yaml"])
    for command in ["status", "gc"] {
      let taken = command == "gc" ? ["--benchmarks", folder.path, "--results", folder.path] : Array(arguments.dropLast(2))
      let (code, said) = try run([command] + taken)
      #expect([1, 4].contains(code) && said.contains("tiny.yaml"), "\(command), \(kind): \(code), \(said)")
    }
  }

  /// Where a run file should be: named by every command that would read it, and never waited for.
  @Test(arguments: ["pipe", "device", "folder"]) func aRunFileThatIsNoneIsNamed(kind: String) throws {
    let (arguments, path, _) = try job()
    try FileManager.default.createDirectory(atPath: folder["results/stand-alone"], withIntermediateDirectories: true)
    try Self.make(kind, at: path)
    for command in [arguments, ["verify", path]] {
      let (code, said) = try run(command)
      #expect(code == 1 && said.contains(path) && said.contains("remove"), "\(command[0]), \(kind): \(code), \(said)")
    }
    _ = try TinyExperiment.write(in: folder)
    let (code, said) = try run(["gc", "--results", folder["results"], "--benchmarks", folder.path, "--delete"])
    var status = stat()
    #expect(code == 0 && lstat(path, &status) == 0, "\(kind): \(said)")
  }

  /// 4 GB of zeros are no run file, no checkpoint and no journal, and are replaced by what the job finds.
  @Test func fourGigabytesOfZerosAreReplaced() throws {
    let (arguments, path, digest) = try job(), stem = folder["results/stand-alone/\(digest)"]
    try FileManager.default.createDirectory(atPath: folder["results/stand-alone"], withIntermediateDirectories: true)
    for ending in [".h5", ".checkpoint", ".snapshots.part"] { try Self.make("sparse", at: stem + ending) }
    try Self.make("sparse", at: folder["results/verified.tsv"])
    let (code, said) = try run(arguments)
    #expect(code == 0, "\(said)")
    #expect(try RunFile.read(path).kind == "stand-alone")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["results/stand-alone"]) == ["\(digest).h5"])
  }

  /// Links in the folder of results: what the job writes replaces them, and what they name stays as it is.
  @Test func noLinkInResultsIsWrittenThrough() throws {
    let (arguments, path, digest) = try job(), stem = folder["results/stand-alone/\(digest)"], manager = FileManager.default
    try manager.createDirectory(atPath: folder["results/stand-alone"], withIntermediateDirectories: true)
    let links = [path, "\(stem).checkpoint", "\(stem).snapshots.part", folder["results/verified.tsv"]]
    for (number, link) in links.enumerated() {
      try Data("mine".utf8).write(to: URL(filePath: folder["target \(number)"]))
      try manager.createSymbolicLink(atPath: link, withDestinationPath: folder["target \(number)"])
    }
    let (code, said) = try run(arguments)
    #expect(code == 0, "\(said)")
    for number in links.indices { #expect(manager.contents(atPath: folder["target \(number)"]) == Data("mine".utf8), "\(links[number])") }
    #expect(try RunFile.read(path).header.specDigest == digest)
    // A folder of a kind may be a link: large ones are put elsewhere so.
    try manager.moveItem(atPath: folder["results/stand-alone"], toPath: folder["elsewhere"])
    try manager.createSymbolicLink(atPath: folder["results/stand-alone"], withDestinationPath: folder["elsewhere"])
    let stamp = FileStamp(path)
    #expect(try run(arguments).code == 0 && FileStamp(path) == stamp, "it is done")
  }

  /// What a journal and specs are written to are the files themselves.
  @Test func linksOfWholeReproductionsAreNotWrittenThrough() throws {
    let arguments = try TinyExperiment.write(in: folder), manager = FileManager.default
    try #require(try run(["reproduce"] + arguments).code == 0)
    var links: [String] = []
    for name in try manager.contentsOfDirectory(atPath: folder["results/specs"]).sorted().prefix(40) { links.append("specs/\(name)") }
    for name in try manager.contentsOfDirectory(atPath: folder["results/evaluation"]) { links.append("evaluation/\(name)") }
    links.append("verified.tsv")
    try Data("mine".utf8).write(to: URL(filePath: folder["target"]))
    for link in links {
      try manager.removeItem(atPath: folder["results/\(link)"])
      try manager.createSymbolicLink(atPath: folder["results/\(link)"], withDestinationPath: folder["target"])
    }
    let (code, said) = try run(["reproduce"] + arguments)
    #expect(code == 0 && manager.contents(atPath: folder["target"]) == Data("mine".utf8), "\(said)")
    // A journal is added to in its place: a link there is an error.
    let evaluation = try #require(links.first { $0.hasPrefix("evaluation/") && $0.hasSuffix(".h5") }).dropLast(3)
    try manager.removeItem(atPath: folder["results/\(evaluation).h5"])
    try manager.createSymbolicLink(atPath: folder["results/\(evaluation).journal"], withDestinationPath: folder["target"])
    let refused = try run(["reproduce"] + arguments)
    #expect(refused.code == 1 && refused.said.contains("is a link") && refused.said.contains("remove the link"), "\(refused.said)")
    #expect(manager.contents(atPath: folder["target"]) == Data("mine".utf8))
    try manager.removeItem(atPath: folder["results/\(evaluation).journal"])
    #expect(try run(["reproduce"] + arguments).code == 0)
  }

  @Test func noNameOfAnExperimentLeadsElsewhere() throws {
    for name in ["../out", "a/b", "..", ".", "/etc/out", "a\u{0}b", "", "x y"] {
      let arguments = try TinyExperiment.write(in: folder, ("name: tiny\n", "name: \"\(name.replacing("\u{0}", with: "\\0"))\"\n"))
      let (code, said) = try run(["reproduce"] + arguments)
      #expect(code == 2 && said.contains("tiny.yaml:1: name") && said.contains("should be a word"), "'\(name)': \(code), \(said)")
    }
    #expect(try folder.names == ["errors", "tiny"], "nothing was written")
    let arguments = try TinyExperiment.write(in: folder)
    for name in ["../tiny/tiny", "/etc/passwd", "..", "tiny.yaml"] {
      let (code, said) = try run(["status", name] + arguments.dropLast(2))
      #expect(code == 2 && said.contains("experiment"), "'\(name)': \(code), \(said)")
    }
  }

  @Test(arguments: ["pipe", "circle", "file"]) func aFolderOfResultsThatIsNoneIsNamed(kind: String) throws {
    let arguments = try TinyExperiment.write(in: folder), results = folder["results"]
    if kind == "file" { try Data("mine".utf8).write(to: URL(filePath: results)) } else { try Self.make(kind, at: results) }
    let (code, said) = try run(["reproduce"] + arguments)
    #expect(code != 0 && said.contains(results), "\(kind): \(code), \(said)")
  }

  // MARK: Disks of one's own, in a name space of mounts

  private static let mounting = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c"]
  private static let canMount: Bool = {
    do { return try Sitting(["--version"], wrapper: mounting + ["mount -t tmpfs none /mnt && exec \"$@\"", "sh"]).end() == 0 } catch {
      return false
    }
  }()

  /// A disk of 1 MB that holds much else is full in the middle of the job; once it has room, the same command ends well.
  @Test(.enabled(if: canMount, "no file system can be mounted here")) func aFullDiskIsNamedAndMended() throws {
    let (arguments, path, _) = try job(), results = folder["results"]
    try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
    let script = """
      mount -t tmpfs -o size=1m none "\(results)" || exit 90
      head -c 1000000 /dev/zero >"\(results)/others"
      "$@"; code=$?
      [ "$(ls -A "\(results)/stand-alone")" ] && exit 91
      rm "\(results)/others"
      "$@" || exit 92
      [ -s "\(path)" ] || exit 93
      exit $code
      """
    let (code, said) = try run(arguments, wrapper: Self.mounting + [script, "sh"])
    #expect(code == 1 && said.contains("no room to write \(results)") && said.contains("free space"), "\(code), \(said)")
  }

  /// Whoever reads alone goes on; whoever would write is told.
  @Test(.enabled(if: canMount, "no file system can be mounted here")) func aReadOnlyDiskIsNamed() throws {
    let (arguments, path, _) = try job(), results = folder["results"]
    try #require(try run(arguments).code == 0)
    let script = "mount --bind \"\(results)\" \"\(results)\" && mount -o remount,bind,ro \"\(results)\" && exec \"$@\""
    let wrapper = Self.mounting + [script, "sh"], tiny = try TinyExperiment.write(in: folder)
    #expect(try run(["verify", path], wrapper: wrapper).code == 0)
    let status = try run(["status"] + tiny.dropLast(2), wrapper: wrapper)
    #expect(status.code == 0, "\(status.said)")
    let (code, said) = try run(["reproduce"] + tiny, wrapper: wrapper)
    #expect(code == 1 && said.contains("read-only file system") && said.contains("choose a results folder"), "\(code), \(said)")
  }

  /// As another user where the tests run as root, whom no mode stops.
  private static let demotion = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
  private static let canDemote: Bool = {
    do { return try Sitting(["--version"], wrapper: demotion).end() == 0 } catch { return false }
  }()

  @Test(.enabled(if: canDemote, "root cannot run the command as another user here")) func noPermissionToReadIsNamed() throws {
    let (arguments, path, _) = try job()
    try #require(try run(arguments).code == 0)
    chmod(folder.path, 0o755)
    chmod(path, 0o000)
    // Whoever may not open the file of errors inherits it.
    try Data().write(to: URL(filePath: folder["errors"]))
    chmod(folder["errors"], 0o666)
    let (code, said) = try run(["verify", path], wrapper: Self.demotion)
    #expect(code == 1 && said.contains("no permission to read \(path)") && said.contains("ls -l"), "\(code), \(said)")
  }
}
