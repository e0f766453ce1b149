import Glibc

/// What is said where the system gives no memory for a large file.
///
/// Swift aborts then, having said how much it wanted. Processes that others wait for keep the signal, which tells what became of them.
enum OutOfMemory {
  /// From now on an abort is a message and a failure, and no crash to be traced.
  static func becomesMessage() {
    signal(SIGABRT) { _ in
      let said: StaticString =
        "concord: stopped (SIGABRT): if no memory was to be had, as said above, raise its limit (ulimit -v) or read fewer rows and columns\n"
      write(STDERR_FILENO, said.utf8Start, said.utf8CodeUnitCount)
      _exit(1)
    }
  }
}
