import ArgumentParser
import Digests
import Jobs
import Networks
import Spaces
import Store
import Training

/// `concord evaluate`: subnets scored with a supernet's weights, by hand; or a published net with those that were released for it, or a
/// super-resolution net's graph.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score architectures with a supernet's weights, or a published net with those released for it.",
    discussion: """
      With --supernet: scores are accuracies on the search-validation images of the supernet's own data. The run file of the scores is \
      written beside the supernet's, in the folder evaluation. Policies of BatchNorm: inherited, batch(SIZE), \
      recalibrated(IMAGES), moving(BATCHESxSIZE).

      With MODEL: top-1 and top-5 accuracy of a published net on a folder of images, as its released code reads them, with the 99 % \
      interval of what such a net may have, and whether the printed figure is consistent with it. Nothing is written. docs/weights.md \
      says how a checkpoint becomes safetensors.

      With a super-resolution net's TensorFlow graph (.pb) as weights: peak signal-to-noise ratio in dB and structural similarity of \
      each image's luma and their means, beside bicubic enlargement. Images are pairs NAME_HR.png and NAME_LR.png, or large ones alone, \
      which are made small. With a MODEL, or for a graph that has the structure of one, the printed figures are compared where the folder \
      is called Set5, Set14, B100 or Urban100: 'equal' where the mean rounds to the printed digits, or is cut off to them. --save FOLDER \
      writes images.

      EXAMPLES
        concord evaluate --supernet results/supernet/1f2e….h5 --architecture 22212220
        concord evaluate --supernet results/supernet/1f2e….h5 --architectures list.txt --policy 'recalibrated(1000)' --json
        concord evaluate --supernet results/supernet/1f2e….h5 --architecture 22212220 --passes 0
        concord evaluate FairNAS-A --weights fairnas-a.safetensors --images imagenet/val
        concord evaluate SPOS-released --weights spos.safetensors --images imagenet/val --list val.txt --threads 8 --json
        concord evaluate FALSR-A --weights FALSR-A.pb --images Set5 --save restored
        concord evaluate --weights other-net.pb --images photographs --json
      """)

  @Argument(help: "A published net; 'concord models' lists them.") var model: String?
  @Option(
    help: ArgumentHelp("Its released weights, as safetensors; or a super-resolution graph, as .pb.", valueName: "file"), completion: .file()
  )
  var weights: String?
  @Option(
    help: ArgumentHelp(
      "Images to classify, a folder for each class in the order of the net's classes; or pairs _HR and _LR to restore.", valueName: "folder"
    ),
    completion: .directory)
  var images: String?
  @Option(
    help: ArgumentHelp("Where the images lie in one folder: a file with a line 'name class' for each.", valueName: "file"),
    completion: .file()) var list: String?
  @Option(
    help: ArgumentHelp(
      "Write restored images, and of each the crop that differs most, bicubic, restored, true and their difference.", valueName: "folder"),
    completion: .directory)
  var save: String?
  @Option(help: "A supernet's run file, in the folder supernet of a results folder.") var supernet: String?
  @Option(help: "An architecture; may be given more than once.") var architecture: [String] = []
  @Option(help: ArgumentHelp("Architectures of a file, one a line ('-': standard input).", valueName: "file"), completion: .file())
  var architectures: String?
  @Option(
    help:
      "BatchNorm policy: inherited, batch(SIZE), recalibrated(IMAGES) or moving(BATCHESxSIZE); that of the supernet's probes by default.")
  var policy: NormalizationPolicy?
  @OptionGroup var snapshot: SnapshotChoice
  @Option(help: "Equal blocks of images that right answers are counted in.") var blocks = 1
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var step: Step

  func validate() throws {
    if isGraph || model != nil { return try validateReleased(model ?? "a graph") }
    guard supernet != nil else {
      throw ValidationError("Give --supernet RUN with architectures, or a published MODEL with --weights and --images.")
    }
    for (option, value) in [("--weights", weights), ("--images", images), ("--list", list), ("--save", save)]
    where value != nil {
      throw ValidationError("\(option) belongs to a published net: name it ('concord evaluate MODEL …'), and leave out --supernet.")
    }
    guard architecture.isEmpty != (architectures == nil) else { throw ValidationError("Give --architecture or --architectures.") }
    guard blocks > 0 else { throw ValidationError("--blocks: \(blocks) is less than 1.") }
  }

  /// What belongs to supernets has no meaning for one net.
  private func validateReleased(_ model: String) throws {
    let supernets = [
      ("--supernet", supernet != nil), ("--architecture", !architecture.isEmpty), ("--architectures", architectures != nil),
      ("--policy", policy != nil), ("--passes", snapshot.passes != nil), ("--blocks", blocks != 1),
    ]
    if let (option, _) = supernets.first(where: { $0.1 }) {
      throw ValidationError("\(option) belongs to supernets, and \(model) is a published net: leave out one of both.")
    }
    guard weights != nil, images != nil else { throw ValidationError("\(model) is evaluated with --weights FILE and --images FOLDER.") }
    if isGraph, list != nil { throw ValidationError("--list names classes, and a super-resolution net has none: leave it out.") }
    if !isGraph, save != nil {
      throw ValidationError("--save writes images that a net restored: give a super-resolution net's graph (.pb) as --weights.")
    }
  }

  /// Whether the weights are a TensorFlow graph, or shall be one.
  private var isGraph: Bool {
    weights.map { $0.lowercased().hasSuffix(".pb") } == true
      || Catalogue.published.contains { $0.family == .superResolution && $0.name.lowercased() == model?.lowercased() }
  }

  func run() throws {
    try HeldBLAS.hold()
    if isGraph, let weights, let images { return try evaluateGraph(model, weights: weights, images: images) }
    if let model, let weights, let images { return try evaluateReleased(model, weights: weights, images: images) }
    if let supernet { try evaluate(supernet) }
  }

  private func evaluate(_ supernet: String) throws {
    let results = Results(try ResultsFolder(of: supernet, kind: SupernetRun.kind).path)
    let trained = try SupernetSnapshot(try SupernetRun(reading: supernet), from: supernet, passes: snapshot.passes)
    let run = trained.run, passes = trained.passes, space = trained.spec.space,
      texts = try given().map { space.text(of: try space.architecture($0)) }
    let spec = EvaluationSpec(
      .supernet(JobReference(run.header.specDigest), passes: passes), policy: policy ?? trained.spec.probes.policy, architectures: texts,
      blocks: blocks)
    let path = try step.run(
      spec, label: "evaluation of \(run.strategy), seed \(run.seed), after \(passes) passes", results: results)
    let scores = try EvaluationRun(reading: path)
    let rows = zip(scores.architectures, zip(scores.scores, scores.loss)).map { ($0, $1.0.mean, $1.1) }
    let metric = scores.metric.name
    if json {
      let fields = rows.map { text, score, loss in
        JSONValue.object(["architecture": .text(text), metric: JSONValue(score), "loss": JSONValue(loss)])
      }
      return Console.result(
        try JSONValue.answer(
          schema: 1,
          [
            "run": .text(path), "strategy": .text(run.strategy), "seed": .integer(run.seed), "passes": .integer(passes),
            "policy": .text(spec.policy.label), "scores": .array(fields),
          ]
        ).rendered())
    }
    // Parted by tabs: for `cut`, `awk` and people.
    let lines = rows.map { text, score, loss in "\(text)\t\(score.fixed(4))\t\(loss.fixed(4))" }
    Console.result(([path, "architecture\t\(metric)\tloss"] + lines).joined(separator: "\n"))
  }

  /// The architectures of the command line or of the file, empty lines left out.
  private func given() throws -> [String] {
    guard let architectures else { return architecture }
    let lines = String(decoding: try InputFile(architectures).bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let texts = lines.map { $0.trimmingPrefix { $0.isWhitespace } }.compactMap {
      $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
    guard !texts.isEmpty else { throw CommandError.emptyList(path: architectures) }
    return texts
  }
}
