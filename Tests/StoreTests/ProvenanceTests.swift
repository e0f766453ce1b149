import Store
import Testing

@Suite struct ProvenanceTests {
  @Test func theProcessorHasAName() {
    #expect(!Provenance.cpuModel().isEmpty)
    #expect(!Provenance.cpuModel().contains(":"))
  }

  @Test func everyFieldIsInTheContentDigest() {
    let base = Samples.provenance
    var changed = [Provenance](repeating: base, count: 12)
    changed[0].commit = "x"
    changed[1].dirty = false
    changed[2].compiler = "x"
    changed[3].cpu = "x"
    changed[4].kernels = "x"
    changed[5].blasBuild = "x"
    changed[6].blasCore = "x"
    changed[7].blasThreads = 2
    changed[8].started = "x"
    changed[9].expense.wallSeconds = 0
    changed[10].expense.cpuSeconds = 0
    changed[11].expense.peakBytes = 0
    let digests = (changed + [base]).map {
      RunFile(kind: "sample", schema: 1, header: RunHeader(spec: "{}", provenance: $0), arrays: []).contentDigest
    }
    #expect(Set(digests).count == 13)
  }
}
