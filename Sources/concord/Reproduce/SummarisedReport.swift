import Experiments

/// A report that `reproduce --json` can say.
protocol SummarisedReport: StudyReport {
  var json: JSONValue { get }
}

extension RankingReport: SummarisedReport {
  var json: JSONValue { StudySummary(self).json }
}

extension SearchReport: SummarisedReport {
  var json: JSONValue { SearchSummary(self).json }
}

extension TablesReport: SummarisedReport {
  var json: JSONValue { TablesSummary(self).json }
}
