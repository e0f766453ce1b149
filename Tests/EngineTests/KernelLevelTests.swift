import CKernels
import Engine
import Testing

@Suite struct KernelLevelTests {
  @Test func theBestLevelIsAvailableAndTheBaselineAlways() throws {
    #expect(KernelLevel.best.isAvailable)
    #expect(KernelLevel.baseline.isAvailable)
    for level in KernelLevel.allCases {
      if level.isAvailable {
        #expect(String(cString: try level.table().pointee.name) == level.rawValue)
      } else {
        #expect(throws: EngineError.noKernels(level: level)) { try level.table() }
      }
    }
  }
}
