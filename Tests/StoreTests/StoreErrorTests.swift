import Glibc
import Store
import Testing

@Suite struct StoreErrorTests {
  @Test func eachErrorOfTheSystemHasItsCase() {
    func of(_ code: Int32) -> StoreError { StoreError.system(code, doing: "writing", path: "a.h5") }
    #expect(of(ENOENT) == .notFound(path: "a.h5"))
    #expect(of(EROFS) == .readOnly(path: "a.h5"))
    for code in [EACCES, EPERM] { #expect(of(code) == .noPermission(path: "a.h5", to: "write")) }
    for code in [ENOSPC, EDQUOT, EFBIG] {
      guard case .diskFull("a.h5", _) = of(code) else { Issue.record("\(code): \(of(code))"); continue }
    }
    #expect(of(EIO) == .system(path: "a.h5", doing: "writing", reason: "Input/output error"))
  }

  @Test func anOlderAndANewerSchemaHaveTheirOwnRemedies() {
    let old = StoreError.wrongSchema(path: "a.h5", kind: "supernet", found: 1, expected: 2)
    let new = StoreError.wrongSchema(path: "a.h5", kind: "supernet", found: 3, expected: 2)
    #expect(old.description.contains("run its job again") && new.description.contains("newer concord"))
  }
}
