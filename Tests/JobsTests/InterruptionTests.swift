import Glibc
import Jobs
import Testing

@Suite struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aSignalIsRememberedAndTheProcessGoesOn(signal: Int32) async {
    await #expect(processExitsWith: .success) { [signal] in
      Interruption.watch()
      #expect(Interruption.signal == nil)
      // Threads of the pool block signals, so that another thread takes it, a little later.
      kill(getpid(), signal)
      let deadline = ContinuousClock.now + .seconds(20)
      while Interruption.signal == nil, ContinuousClock.now < deadline { usleep(1_000) }
      #expect(Interruption.signal == signal)
    }
  }
}
