import Spaces
import Testing

@Suite struct PrintedNumberTests {
  @Test(
    arguments: [
      ("2.83" as PrintedNumber, 2_834_999, .rounded), ("2.83", 2_825_000, .rounded), ("2.83", 2_839_999, .cutOff),
      ("2.83", 2_824_999, nil), ("2.83", 2_840_000, nil), ("433", 433_999_999, .cutOff), ("433", 432_500_000, .rounded),
      ("433", 434_000_000, nil),
      ("0.49G", 490_136_480, .rounded), ("0.49G", 480_000_000, nil), ("0.33G", 339_999_999, .cutOff),
      ("3.20", 3_208_656, .cutOff), ("3.2", 3_249_999, .rounded),
    ] as [(PrintedNumber, Int, PrintedNumber.Agreement?)])
  func countsAgreeWithinThePrintedDigits(number: PrintedNumber, count: Int, agreement: PrintedNumber.Agreement?) {
    #expect(number.agreement(with: count) == agreement)
  }

  @Test func differencesAreRelativeToWhatIsPrinted() {
    #expect(abs(("400" as PrintedNumber).relativeDifference(of: 398_000_000) + 0.005) < 1e-15)
  }
}
