import Experiments

/// A report that `reproduce --json` can say.
protocol SummarisedReport: StudyReport {
  var json: JSONValue { get }
}

extension RankingReport: SummarisedReport {
  var json: JSONValue { StudySummary(self).json }
}

extension RelaxationReport: SummarisedReport {
  var json: JSONValue { RelaxationSummary(self).json }
}

extension TablesReport: SummarisedReport {
  var json: JSONValue { TablesSummary(self).json }
}
