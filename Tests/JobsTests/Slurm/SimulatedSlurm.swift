import Fixtures
import FoundationEssentials
import Jobs
import Testing

/// A cluster that does nothing but keep a queue: tasks start, and end as the test says, one step after the other.
final class SimulatedSlurm {
  /// How a task ends.
  enum End {
    /// With a run file.
    case done
    /// With a code, and without one.
    case code(Int32)
    /// Without a word, once it runs.
    case killed
    /// Taken out of the queue before it starts.
    case cancelled
    /// It goes on running.
    case runs
  }

  private struct Array {
    let id: Int, comment: String, jobs: [String], logs: String, after: Set<Int>
    var waiting: Set<Int>, running: Set<Int> = []
  }

  private let bench: Bench, end: (_ job: String, _ start: Int) -> End
  private var arrays: [Array] = [], next = 100
  private var starts: [String: Int] = [:], cancelled: [Int: [Int]] = [:]
  var largest = 1_001, slots = Int.max
  /// Which calls of `sbatch` fail, and whether the array is queued all the same; how many of the next answers to `squeue` fail.
  var refusals: [Int: Bool] = [:], silence = 0
  /// How many of the next answers to `squeue` list nothing, and whether `scontrol show job` fails meanwhile.
  var blanks = 0, isDeaf = false
  /// Which calls of `sbatch` lose their connection, and after how many seconds the array is queued all the same.
  var lost: [Int: Double] = [:]
  private var coming: [(at: Double, words: [String])] = []
  /// Why tasks wait.
  var reason = "Priority"
  /// An array whose tasks wait for `scontrol release`.
  var held: Int?
  private(set) var submitted: [[String]] = [], seconds = 0.0

  /// - Parameter end: of the n-th start of a job, by its label.
  init(_ bench: Bench, end: @escaping (_ job: String, _ start: Int) -> End) { (self.bench, self.end) = (bench, end) }

  /// How often each job was started, by its label.
  var count: [String: Int] { starts }

  func launcher(_ options: SlurmOptions = SlurmOptions(), pausing: @escaping () -> Void = {}) -> SlurmLauncher {
    SlurmLauncher(
      Slurm { words throws(JobsError) in self.answer(words) }, options, executable: "/bin/concord", results: bench.results,
      elapsed: { .seconds(self.seconds) }
    ) {
      self.step()
      pausing()
    }
  }

  /// As a controller that lost its memory.
  func forget() { arrays = [] }

  private func answer(_ words: [String]) -> Slurm.Answer {
    switch words[0] {
    case "scontrol" where words[1] == "release":
      held = held == Int(words[2]) ? nil : held
      return Slurm.Answer(code: 0)
    case "scontrol" where words[1] == "--oneliner":
      if isDeaf && blanks > 0 { return Slurm.Answer(code: 1, errors: "slurm_load_jobs error: Unable to contact slurm controller\n") }
      let id = Int(words[4]) ?? 0, array = arrays.first { $0.id == id }
      let states =
        (cancelled[id] ?? []).map { ($0, "CANCELLED") } + (array?.waiting ?? []).map { ($0, "PENDING") }
        + (array?.running ?? []).map { ($0, "RUNNING") }
      if states.isEmpty { return Slurm.Answer(code: 1, errors: "slurm_load_jobs error: Invalid job id specified\n") }
      return Slurm.Answer(
        code: 0, output: states.map { "JobId=9 ArrayJobId=\(id) ArrayTaskId=\($0) JobState=\($1) Reason=None\n" }.joined())
    case "scontrol": return Slurm.Answer(code: 0, output: "Configuration\nMaxArraySize            = \(largest)\n")
    case "sbatch":
      submitted.append(words)
      if let delay = lost[submitted.count] {
        coming.append((seconds + delay, words))
        return Slurm.Answer(code: 1, errors: "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation\n")
      }
      let refusal = refusals[submitted.count]
      if refusal != false { queue(words) }
      return refusal == nil ? Slurm.Answer(code: 0, output: "\(next - 1)\n") : Slurm.Answer(code: 1, errors: "sbatch: error: no answer\n")
    case "squeue":
      silence -= 1
      if silence >= 0 { return Slurm.Answer(code: 1, errors: "slurm_load_jobs error: Unable to contact slurm controller\n") }
      blanks -= 1
      return Slurm.Answer(code: 0, output: blanks >= 0 ? "" : arrays.map(line).joined())
    default: return Slurm.Answer(code: 1, errors: "\(words[0]): no such thing here\n")
    }
  }

  private func line(_ array: Array) -> String {
    let reason = held == array.id ? "launch failed requeued held" : reason
    let waiting = array.waiting.sorted().map(String.init).joined(separator: ",")
    return (array.waiting.isEmpty ? "" : "\(array.id)_[\(waiting)]|\(array.comment)|PENDING|\(reason)\n")
      + array.running.sorted().map { "\(array.id)_\($0)|\(array.comment)|RUNNING|None\n" }.joined()
  }

  private func queue(_ words: [String]) {
    func option(_ name: String) -> String? { words.first { $0.hasPrefix("--\(name)=") }.map { String($0.dropFirst(name.count + 3)) } }
    let comment = option("comment") ?? "", folder = bench.folder["results/slurm/\(comment)"]
    let list = FileManager.default.contents(atPath: "\(folder)/jobs").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let jobs = list.split(separator: "\n").map(String.init)
    let after = option("dependency")?.split(separator: ":").dropFirst().compactMap { Int($0) } ?? []
    #expect(option("array") == "0-\(jobs.count - 1)" && jobs.count <= largest)
    arrays.append(Array(id: next, comment: comment, jobs: jobs, logs: folder, after: Set(after), waiting: Set(jobs.indices)))
    next += 1
  }

  /// Tasks that run end, tasks whose arrays have ended start.
  private func step() {
    seconds += 5
    for arrival in coming where arrival.at <= seconds { queue(arrival.words) }
    coming.removeAll { $0.at <= seconds }
    let alive = Set(arrays.map(\.id))
    var free = slots
    for place in arrays.indices {
      for task in arrays[place].running where finish(arrays[place], task) { arrays[place].running.remove(task) }
      free -= arrays[place].running.count
    }
    for place in arrays.indices where alive.isDisjoint(with: arrays[place].after) && held != arrays[place].id {
      for task in arrays[place].waiting.sorted() where free > 0 {
        let label = label(arrays[place].jobs[task])
        arrays[place].waiting.remove(task)
        starts[label, default: 0] += 1
        if case .cancelled = end(label, starts[label] ?? 0) {
          cancelled[arrays[place].id, default: []].append(task)
          continue
        }
        say("concord-task: \(label) starts\n{\"fraction\":0.5}\nsome words", arrays[place], task)
        arrays[place].running.insert(task)
        free -= 1
      }
    }
    arrays.removeAll { $0.waiting.isEmpty && $0.running.isEmpty }
  }

  /// Whether the task ends now.
  private func finish(_ array: Array, _ task: Int) -> Bool {
    let digest = array.jobs[task], label = label(digest)
    switch end(label, starts[label] ?? 0) {
    case .done:
      do { try bench.finish(digest) } catch { Issue.record(error) }
      say("concord-task: ended with code 0", array, task)
    case .code(let code): say("concord-task: ended with code \(code)", array, task)
    case .killed, .cancelled: break
    case .runs: return false
    }
    return true
  }

  private func label(_ digest: String) -> String { bench.label(digest) }

  private func say(_ line: String, _ array: Array, _ task: Int) {
    let path = "\(array.logs)/\(task).log", before = FileManager.default.contents(atPath: path) ?? Data()
    do { try (before + Data("\(line)\n".utf8)).write(to: URL(filePath: path)) } catch { Issue.record(error) }
  }
}
