import Analysis
import Statistics
import Testing

@Suite struct FailedRowsTests {
  private let x: [Double?] = [-.infinity, 2, 3, nil, 5], seeds: [[Double?]] = [[1, 2, .nan, 4, nil], [1, nil, 3, 5, 6]]

  @Test func aNetFailsWithoutAPredictionOrByARunThatFailed() {
    let rows = FailedRows(predictions: [x], seeds: seeds, policy: .refuse)
    #expect(rows.positions == [0, 2, 3] && rows.remark == "3 of 5 architectures have no finite score.")
    #expect(FailedRows(predictions: [[1, 2]], seeds: [[1, nil], [nil, 2]], policy: .refuse).remark == nil, "a run less is no failure")
    #expect(FailedRows(predictions: [[1, 2]], seeds: [[1, nil], [nil, nil]], policy: .refuse).positions == [1])
  }

  @Test func theLastRankBelowAllOthersInEveryColumn() {
    let rows = FailedRows(predictions: [x], seeds: seeds, policy: .last)
    let (values, isFilled) = rows.whole(prediction: x), target = rows.whole(seeds: seeds)
    #expect(isFilled && values.count == 5 && values[0] == values[3] && values[0] < 2 && Array(values[1...2]) == [2, 3] && values[4] == 5)
    #expect(target.isFilled && target.columns[0][2] == target.columns[1][2] && (target.columns[0][2] ?? 9) < 1)
    // A net whose prediction alone failed keeps its runs, and missing runs stay missing.
    #expect(target.columns[0][0] == 1 && target.columns[1][1] == nil && rows.kept([1, 2, 3, 4, 5]).count == 5)
    #expect(rows.whole(prediction: [1, 2, 3, 4, 5]).isFilled == false)
  }

  @Test func theDroppedLeaveEveryColumn() {
    let rows = FailedRows(predictions: [x], seeds: seeds, policy: .drop)
    #expect(rows.whole(prediction: x).values == [2, 5] && rows.whole(seeds: seeds).columns == [[2, nil], [nil, 6]])
    #expect(
      rows.kept(["a", "b", "c", "d", "e"]) == ["b", "e"]
        && rows.remark == "3 of 5 architectures have no finite score and were dropped: n is 2.")
  }
}
