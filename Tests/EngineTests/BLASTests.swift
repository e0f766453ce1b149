import Engine
import Testing

@Suite struct BLASTests {
  @Test func openBLASBringsNoThreadsOnceAnExecutorRuns() throws {
    _ = try Bench().executor()
    #expect(BLAS.running.threads == 1)
    #expect(!BLAS.running.core.isEmpty && BLAS.running.build.contains("OpenBLAS"))
  }
}
