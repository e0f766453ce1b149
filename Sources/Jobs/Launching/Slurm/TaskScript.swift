/// The shell script of an array: each task finds its job in a list and runs a worker, as the local launcher does.
///
/// Before the time limit Slurm sends USR1: the worker gets SIGTERM, keeps its state, and the task is queued again. Where somebody cancels
/// the task or its machine is taken from it SIGTERM comes, which is handed on and nothing more.
package struct TaskScript {
  /// Absolute paths: the command, the folder of results, the file with a digest a line.
  private let executable: String, results: String, list: String
  private let threads: Int, requeues: Int

  package init(executable: String, results: String, list: String, threads: Int, requeues: Int) {
    (self.executable, self.results, self.list, self.threads, self.requeues) = (executable, results, list, threads, requeues)
  }

  /// What a line of the script's own begins with in a task's log, which has the worker's lines too.
  static let mark = "concord-task: "
  /// How the line ends that says how the worker ended.
  static let ending = "ended with code "

  package var text: String {
    """
    #!/bin/sh
    # A task of an array of jobs: concord wrote this, Slurm runs it.
    say() { echo "\(Self.mark)$*"; }
    worker= again= told=
    trap 'again=yes; [ -z "$worker" ] || kill -TERM "$worker"' USR1
    trap 'told=yes; [ -z "$worker" ] || kill -TERM "$worker"' TERM
    job=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(Self.quoted(list)))
    say "$job starts on $(uname -n), Slurm's job $SLURM_JOB_ID, start $((${SLURM_RESTART_COUNT:-0} + 1))"
    \(Self.quoted(executable)) run-job \(Self.quoted("\(results)/\(Results.specs)"))/"$job.json" --results \(Self.quoted(results)) \
    --threads \(threads) --wait &
    worker=$!
    [ -z "$again$told" ] || kill -TERM "$worker"
    # A signal ends the waiting and not the worker.
    while wait "$worker"; code=$?; kill -0 "$worker" 2>/dev/null; do :; done
    if [ "$code" -gt 128 ] && [ -n "$again" ] && [ "${SLURM_RESTART_COUNT:-0}" -lt \(requeues) ]; then
      say "its time limit is near: what is done is kept, and it is queued again"
      # By its number in the array: one task of each has the array's own as its job's, which would requeue all of them.
      scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && exec sleep 600
    fi
    say "\(Self.ending)$code"
    exit "$code"

    """
  }

  /// A word for the shell, whatever characters it has.
  private static func quoted(_ word: String) -> String { "'\(word.replacing("'", with: "'\\''"))'" }
}
