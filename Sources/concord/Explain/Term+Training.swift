/// The terms of spaces, strategies, training and files (DESIGN's vocabulary; docs/methods.md, docs/run-files.md).
extension Term {
  static let supernets = [
    Term(
      "one-shot score", ["one-shot"],
      "Accuracy of an architecture with the weights it inherits from a supernet, on search-validation images.",
      by: "Scorer", source: "protocol, section 1"),
    Term(
      "angle", ["angle of"],
      "The angle between all weights that an architecture runs in a supernet before and after training (radians): a score without images. What does "
        + "nothing has no weights, so that the number to look at is tau within depth.",
      formula: "2 atan(‖û − v̂‖/‖û + v̂‖), û and v̂ the weights before and after at length 1", by: "AngleTable.angle(of:)",
      source: "Hu et al. 2020"),
    Term(
      "shrinking", ["space shrinking"],
      "Operations go out of a space a few a step, those with the least mean score of the nets that have them; what is left is judged by the true accuracies "
        + "of its nets, their mean and the best. A supernet may be trained on between steps, and searched in what is left.",
      formula: "score of an operation = mean of its nets' angles, accuracies or magnitudes",
      by: "Shrinking, ShrinkingStages, ShrinkingStudy",
      source: "Hu et al. 2020"),
    Term(
      "stand-alone score", ["stand-alone", "target"],
      "Test accuracy of an architecture trained by itself, at the last epoch, never the best over epochs; the mean over its seeds is the target of tau.",
      by: "Trainer, Target.means", source: "protocol, section 1"),
    Term(
      "BatchNorm policy", ["inherited", "batch", "recalibrated", "moving", "batchnorm"],
      "Where BatchNorm takes its statistics when a subnet is scored: inherited (running averages of training), batch (the evaluation batch itself, transductive), "
        + "recalibrated (pooled moments over N un-augmented training images, 1,000 by default), "
        + "moving (running averages over batches of training images, as SPOS's released code).",
      by: "NormalizationPolicy", source: "protocol, section 1"),
    Term(
      "SPOS", ["single path one-shot", "uniform sampling"],
      "Each step trains one path, every candidate of a choice equally likely: one pass, one update.",
      by: "UniformSampling", source: "Guo et al. 2020"),
    Term(
      "EF", ["expectation fairness"], "One uniform path, k = m passes on k batches, each followed by an update: fair in expectation only.",
      by: "ExpectationFairness", source: "Chu et al. 2021, Fig. 1"),
    Term(
      "strict fairness", ["FairNAS", "SF"],
      "m paths from one permutation a choice on one batch, gradients summed, one update: after each step all candidates were trained equally often.",
      by: "StrictFairness", source: "Chu et al. 2021, Algorithm 1"),
    Term(
      "pass", ["passes", "step", "update", "updates"],
      "One forward and backward on one batch; a step is a strategy's list of passes and updates. Strategies are compared at equal passes.",
      by: "Action",
      source: "protocol, section 3"),
    Term(
      "not trained", [], "A flag: the mean accuracy of fixed paths is within 3 standard errors of chance.",
      formula: "√(c(1 − c)/images + var(paths)/paths)", by: "TrainingLevel.isNotTrained", source: "protocol, section 6"),
    Term(
      "rising", ["settled", "undecided", "not converged", "late gain"],
      "Whether a strategy's supernets still rose when training ended: the interval of their late gain lies above half a point of accuracy (rising), below (settled) or around it (undecided). "
        + "One snapshot at three quarters of the passes and two supernets are needed, else nothing is said.",
      formula: "mean accuracy of fixed paths at the end less that at ¾ of the passes; mean ± t.₉₅,S₋₁ s/√S over supernets",
      by: "LateGain.state",
      source: "protocol, section 6"),
    Term(
      "diverged early", [], "A flag: the training loss lay above ln K, that of guessing, for a tenth of the passes or more.",
      by: "TrainingEvidence.divergedEarly", source: "protocol, section 3"),
    Term(
      "split-half reliability", ["reliability", "split half"], "How much of the spread of scores would stand on other images.",
      formula: "2r/(1 + r), r between accuracies on random halves of the image blocks", by: "splitHalfReliability",
      source: "protocol, section 6; Spearman 1910, Brown 1910"),
    Term(
      "zero-cost proxy", ["proxy", "proxies", "zero-cost proxies", "jacob_cov", "grad-norm", "SNIP", "Fisher"],
      "A number of an untrained net, from one minibatch, by which nets are ranked: a baseline that costs a pass. Each has a formula in docs/methods.md.",
      by: "ProxyScorer", source: "Abdelfattah et al. 2021"),
    Term(
      "NASWOT", ["neural architecture search without training"],
      "How differently an untrained net's ReLUs hold the images of a minibatch: the log-determinant of how often two images switch a unit alike.",
      formula: "log det K, K[i][j] = units − Hamming distance of the codes of images i and j", by: "ActivationKernel",
      source: "Mellor et al. 2021"),
    Term(
      "synflow", ["synaptic flow"],
      "The flow of weights' sizes through an untrained net without BatchNorm, for an image of ones; its logarithm.",
      formula: "log Σ |w| · ∂R/∂|w|, R the sum of outputs under weights |w|", by: "Synflow", source: "Tanaka et al. 2020"),
    Term(
      "seed", ["seeds", "S", "R"],
      "S counts supernets, R stand-alone runs of one architecture. Supernet seed s shares initial weights and images between strategies.",
      by: "RandomStream", source: "protocol, section 3"),
  ]

  static let things = [
    Term(
      "parameters", ["params"], "Trainable numbers: weights, biases, BatchNorm's scale and shift.", by: "CostTable",
      source: "docs/methods.md, costs"),
    Term(
      "MACs", ["FLOPs", "multiply-adds"],
      "Multiply-adds of convolutions and linear layers for one image, additions, BatchNorm and activations not counted; the papers say FLOPs.",
      formula: "k²·(c_in/groups)·c_out·H·W a convolution", by: "CostTable", source: "docs/methods.md, costs"),
    Term(
      "ways of counting", ["thop", "ptflops", "SE pools", "unfoldable skips", "2 BN", "4 BN", "linear 2n − 1", "cut off"],
      "What a printed number of operations counts besides MACs: values of BatchNorm twice or four times, of ReLUs and pools (ptflops, and mmcv's counter), those that squeeze-excite averages (SE pools), "
        + "a linear layer's additions (2n − 1), skips between residual blocks as 1 × 1 maps (unfoldable skips); and whether its digits are rounded or cut off.",
      by: "Counting, Explanation", source: "docs/methods.md, which count a printed figure is"),
    Term(
      "depth", [], "The number of choices that keep something else than an identity.", by: "Space.depth(of:)", source: "protocol, section 2"
    ),
    Term(
      "architecture", ["path", "code"],
      "Which operations each choice keeps, as text: a digit a choice (22212220), or names parted by commas.",
      by: "Space.architecture(_:)", source: "docs/methods.md, text"),
    Term(
      "canonical form", ["canonical", "distinct"],
      "One code for all that are the same network: in NAS-Bench-Macro identities behind a stage's first layer go last, 3,969 of 6,561 codes are distinct.",
      by: "Space.canonical", source: "protocol, section 2"),
    Term(
      "space", ["choice", "operation", "candidate"],
      "Stem, places where choices with candidate operations apply, head; identified by the SHA-256 of its canonical JSON.",
      by: "Space", source: "docs/methods.md, spaces"),
    Term(
      "linear skips", ["LET", "linearly equivalent transformation", "stabilised"],
      "Skips that are 1×1 convolutions while a supernet is trained and scored, and nothing in its nets.",
      formula: "y = W₁x", by: "LinearSkips", source: "docs/methods.md, linear skips; Chu et al. 2021, SCARLET"),
    Term(
      "fold", ["folding"],
      "To multiply a path's linear skips into the layers beside them, so that the net without them gives the same scores.",
      formula: "W₂(W₁x) = (W₂W₁)x", by: "Snapshot.folded", source: "docs/methods.md, linear skips"),
    Term(
      "run file", ["run files"],
      "The HDF5 file that a job leaves: spec, provenance, history, weights, scores; written whole or not at all.", by: "RunFile",
      source: "docs/run-files.md"),
    Term(
      "digest", ["job", "spec digest", "result digest"],
      "The SHA-256 of a job's canonical JSON: its identity and its file's name. The result digest is that of what was computed, equal for runs of the same bits.",
      by: "Digest, RunFile.resultDigest", source: "docs/run-files.md"),
  ]
}
