import Engine
import Testing

@Suite struct EngineErrorTests {
  @Test func everySentenceSaysWhatHappenedAndWhatToDo() {
    let sentences: [(EngineError, String, String)] = [
      (.outOfMemory(bytes: 3 << 30), "3072 MB", "smaller batch"), (.noKernels(level: .avx512), "avx512", "lower kernel level"),
      (.threads(wanted: 9, code: 11), "9 threads", "fewer"), (.blasThreads(4), "4 threads", "OPENBLAS_NUM_THREADS=1"),
    ]
    for (error, happened, remedy) in sentences { #expect(error.description.contains(happened) && error.description.contains(remedy)) }
  }
}
