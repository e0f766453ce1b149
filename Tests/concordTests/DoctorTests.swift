import Testing

@Suite struct DoctorTests {
  @Test func everythingAskedForIsAnswered() async throws {
    let checks = try #require(try await Invocation("doctor", "--json").json["checks"]?.array)
    #expect(
      checks.compactMap { $0["name"]?.text }
        == ["processor", "memory", "BLAS", "HDF5", "gnuplot", "fonts", "disk", "fashion-mnist"])
    for check in checks { #expect(check["state"]?.text == "fine" || check["remedy"]?.text != nil) }
    #expect(checks[2]["found"]?.text?.contains("OpenBLAS") == true)
  }

  @Test func aMissingProgramIsAFailureWithItsRemedy() async throws {
    let doctor = try await Invocation(["doctor"], environment: ["PATH": "/nowhere"])
    #expect(doctor.code == 1 || doctor.code == 4)
    #expect(doctor.output.contains("gnuplot-nox") && doctor.output.contains("gnuplot        missing"))
  }

  @Test func aMissingDataSetEndsWithFour() async throws {
    let doctor = try await Invocation(["doctor", "--data", "cifar100"], environment: ["CONCORD_DATA": "/nowhere"])
    #expect(doctor.code == 4 && doctor.output.contains("cifar-100-binary.tar.gz"))
    let unknown = try await Invocation("doctor", "--data", "mnist")
    #expect(unknown.code == 2 && unknown.errors.contains("fashion-mnist"))
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
    let doctor = try await Invocation("doctor", "--results", "/proc/results", "--json")
    #expect(doctor.output.contains("/proc"))
  }
}
