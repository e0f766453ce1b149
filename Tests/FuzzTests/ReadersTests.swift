import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

/// No reader without injured inputs: whatever in Sources turns bytes of a file into values stands here, with what hands it such inputs.
@Suite struct ReadersTests {
  /// What opens files, or decodes what was read.
  private static let words = [
    "readFile(", "FileBytes.read", "MappedFile(", "InputFile(", "InputFile.experiment", "Data(contentsOf", "contents(atPath",
    "contentsOfFile",
    "HDF5.open(", "JSONDecoder()", "RunFile.read(", "RunFile.spec(", "RunFile.label(", "RunFile.verify(", "O_RDONLY", "opendir(",
  ]

  /// By file below Sources, the parsers of `Parser`; or in words what else is done with it.
  private static let readers: [String: (parsers: [Parser], otherwise: String)] = [
    "Analysis/PublishedTable.swift": ([.table], ""),
    "Datasets/Folders/ImageFolder.swift": ([.imageList], ""),
    "Datasets/Formats/DataFile.swift": ([.idx, .records, .deflated, .lzma], ""),
    "Datasets/Preparation/PreparedFile.swift": ([.prepared], ""),
    "Experiments/Claims/ClaimsFolder.swift": ([], "claims that reports wrote, in the folder of reports"),
    "Experiments/Data/DataOutlines.swift": ([.outlines], ""),
    "Experiments/Nightly/HistoryFile.swift": ([.nights], ""),
    "Experiments/Nightly/MeasuredSpeeds.swift": ([.speeds], ""),
    "Experiments/Nightly/NightPage.swift": ([], "figures that gnuplot just wrote"),
    "Experiments/Nightly/NightReference.swift": ([.reference], ""),
    "Experiments/Nightly/NightVerdict.swift": ([.runFile], ""),
    "Experiments/Ranking/RankingSource.swift": ([.experiment], ""),
    "Experiments/ReportFolder.swift": ([], "a digest and a name that a report noted"),
    "Experiments/StudyReport.swift": ([], "figures that gnuplot just wrote"),
    "Experiments/Tables/TableFile.swift": ([.table, .published, .lzma], ""),
    "Imaging/FileBytes.swift": ([.jpeg, .png], ""),
    "Imaging/RGBImage+Decoding.swift": ([.jpeg, .png, .bmp], ""),
    "Jobs/JobKinds.swift": ([.spec], ""),
    "Jobs/Kinds/Search/SearchSpec+Searching.swift": ([.checkpoint], "its JSON is under the checkpoint's digest"),
    "Jobs/Launching/Slurm/Submissions.swift": ([], "records of its own, which are left out where they cannot be read"),
    "Jobs/Launching/Slurm/TaskLog.swift": ([.progress], "and lines that are none"),
    "Jobs/Progress/JobProgress.swift": ([.progress], ""),
    "Jobs/Results+Leftovers.swift": ([.spec], "and files that are read elsewhere too"),
    "Jobs/Results.swift": ([.runFile], "and HostileRunTests of Store, whose digests are right"),
    "Jobs/VerifiedFiles.swift": ([.verified], ""),
    "Jobs/Work/CheckpointedTraining.swift": ([.checkpoint], "its JSON is under the checkpoint's digest"),
    "Jobs/Work/Worker.swift": ([.runFile], ""),
    "Reporting/Gnuplot/Gnuplot.swift": ([], "figures that gnuplot just wrote"),
    "Spaces/Coding/Space+Coding.swift": ([.spec], ""),
    "Store/AtomicFile.swift": ([], "names of a folder, of which none is read"),
    "Store/Columns/Columns.swift": ([.columns], ""),
    "Store/HDF5/HDF5+Reading.swift": ([.runFile, .checkpoint], ""),
    "Store/Journal.swift": ([.journal], ""),
    "Store/Locks/Claim.swift": ([.holder], ""),
    "Store/Provenance.swift": ([], "/proc/cpuinfo"),
    "Store/RegularFile.swift": ([], "bytes alone: HostileFilesTests of Store"),
    "Store/Runs/StoredRun.swift": ([.runFile], "and HostileRunTests of Store, whose digests are right"),
    "Training/Trainer.swift": ([.checkpoint], "its JSON is under the checkpoint's digest"),
    "Weights/Graph/GraphDef.swift": ([.graph], ""),
    "Weights/Safetensors/MappedFile.swift": ([.safetensors, .graph], ""),
    "Weights/Safetensors/SafetensorsFile.swift": ([.safetensors], ""),
    "Weights/Safetensors/SafetensorsHeader.swift": ([.safetensors], ""),
    "concord/Cite/Cite.swift": ([.declared], ""),
    "concord/Compare/ReportedRanking.swift": ([], "numbers of reports, read by the decoder of their own types"),
    "concord/Doctor/System.swift": ([], "/sys"),
    "concord/FigureFile.swift": ([], "a figure's first line, to overwrite none of another's"),
    "concord/InputFile.swift": ([], "bytes alone: HostileSurroundingsTests"),
    "concord/Models/Models.swift": ([.architecture], ""),
    "concord/Nightly/DeclaredWatch.swift": ([.declared, .watch], ""),
    "concord/Nightly/NightlyCommand.swift": ([.declared], ""),
    "concord/Reproduce/Collect.swift": ([.declared], ""),
    "concord/Reproduce/ExperimentChoice.swift": ([.declared], ""),
    "concord/Reproduce/RunJob.swift": ([.spec], ""),
    "concord/Scores/ScoreTable+Opening.swift": ([.csv, .json, .log, .pattern, .numpy, .nets, .columns], ""),
    "concord/Search/SearchCommand.swift": ([.declared], ""),
    "concord/Search/TableProblem.swift": ([.lookup, .csv, .json], ""),
    "concord/Steps/Evaluate.swift": ([.architecture, .runFile], ""),
    "concord/Steps/Export.swift": ([.runFile], ""),
    "concord/Steps/Step.swift": ([.declared], ""),
    "concord/Verify.swift": ([.runFile], ""),
  ]

  @Test func whateverReadsFilesIsHandedInjuredOnes() throws {
    let sources = "\(Fixtures.root)/Sources"
    var found: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources) where name.hasSuffix(".swift") {
      let lines = try String(contentsOf: URL(filePath: "\(sources)/\(name)"), encoding: .utf8).split(separator: "\n")
      let code = lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      if code.contains(where: { line in Self.words.contains { line.contains($0) } }) { found.insert(name) }
    }
    let missing = found.subtracting(Self.readers.keys).sorted(), gone = Set(Self.readers.keys).subtracting(found).sorted()
    #expect(missing.isEmpty, "these read files and stand in no list: \(missing)")
    #expect(gone.isEmpty, "these read nothing any more: \(gone)")
    for (name, own) in Self.readers { #expect(!own.parsers.isEmpty || !own.otherwise.isEmpty, "\(name)") }
    let used = Set(Self.readers.values.flatMap(\.parsers))
    #expect(used.union([.genotype]) == Set(Parser.allCases), "parsers that no file of Sources is named for")
  }

  /// Kinds are lists of the house: each has a sound input that is injured.
  @Test func everyKindHasASoundInput() throws {
    let specs = try Parser.spec.seeds().inputs.map { try JobKinds.house.job(reading: String(decoding: $0, as: UTF8.self)).kind }
    #expect(Set(specs) == Set(JobKinds.house.all.map { $0.key }))
    let declared = try Parser.declared.seeds().inputs.map { bytes in
      let experiment = try ExperimentKinds.house.experiment(reading: String(decoding: bytes, as: UTF8.self), file: "seed.yaml")
      return type(of: experiment).key
    }
    #expect(Set(declared) == Set(ExperimentKinds.house.all.map { $0.key }))
  }
}
