/// The terms of ranking statistics (docs/statistics.md).
extension Term {
  static let correlations = [
    Term(
      "tau-b", ["tau", "kendall", "kendall's tau"],
      "Kendall's rank correlation with a correction for ties, the main number of every report: 1 where scores order all pairs of "
        + "architectures as stand-alone training does, 0 where they know nothing, −1 where they reverse it.",
      formula: "(C − D)/√((P − X)(P − Y)); C, D concordant and discordant pairs, X, Y pairs tied in either column, P = n(n − 1)/2",
      by: "KendallTau.tauB", source: "Kendall 1945; protocol, section 4"),
    Term(
      "tau-a", [], "Kendall's rank correlation without correction: ties count as neither concordant nor discordant.",
      formula: "(C − D)/(n(n − 1)/2)", by: "KendallTau.tauA", source: "Kendall 1938"),
    Term(
      "weighted tau", [],
      "A tau in which exchanges among the best architectures weigh most.",
      formula: "each pair weighs 1/(1 + rank i) + 1/(1 + rank j), ranks from 0; mean of ranking by x and by y",
      by: "KendallTau.weightedTau", source: "Vigna 2015; scipy's weightedtau"),
    Term(
      "sparse tau", ["sparse Kendall tau"], "tau-b against a target rounded to a step, so that differences below the step are ties.",
      formula: "tau-b(x, round(y/step))", by: "sparseTau", source: "Yu et al. 2020, section 4"),
    Term(
      "resolvable tau", ["resolvable"], "tau of the pairs that stand-alone training itself tells apart, with their share.",
      formula: "(C − D)/pairs with |ȳi − ȳj| > 2√(s²/Ri + s²/Rj)", by: "tau(.resolvable), resolvableShare",
      source: "protocol, section 5"),
    Term(
      "within strata", ["within depth", "strata"],
      "tau of pairs in one stratum only, for instance of equal depth: what scores know beyond it. \"Knows more than depth\" is claimed from this number alone.",
      formula: "Σ(C − D)/Σ pairs of equal stratum tied in neither column", by: "tau(.withinStrata)", source: "protocol, section 2"),
    Term(
      "design", ["population", "space tau"],
      "The population a tau speaks of: the architectures as sampled (design), or the whole space, pairs weighted by how rarely the design takes them.",
      formula: "pair weight 1/(πi πj), π the probability of inclusion", by: "tau(.population)",
      source: "protocol, section 2; Horvitz and Thompson 1952"),
    Term(
      "ensemble", [], "tau of scores averaged over supernets: another quantity than the mean of the supernets' taus, mostly larger.",
      formula: "tau-b(mean over s of scores, ȳ)", by: "ensemble", source: "protocol, section 4"),
    Term("Spearman", ["rho"], "Pearson's correlation of ranks, ties sharing their mean rank.", by: "spearman", source: "Spearman 1904"),
    Term(
      "Pearson", [], "The linear correlation of values.", formula: "Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)² Σ(y − ȳ)²)", by: "pearson",
      source: "Pearson 1895"),
  ]

  static let intervals = [
    Term(
      "interval", ["confidence interval", "jackknife"],
      "The range that would hold the true tau in 95 of 100 repetitions with other architectures of the same design.",
      formula: "tanh(atanh τ ± t.₉₇₅,ₙ₋₁ se/(1 − τ²)), se by leaving out each architecture in turn; none below n = 10",
      by: "KendallTau.estimate, Jackknife", source: "protocol, section 4; Efron and Stein 1981"),
    Term(
      "these supernets", [],
      "The interval over architectures alone: what these trained supernets are worth. Not for claims about strategies.",
      formula: "V = V_A, the jackknife variance, an architecture leaving all supernets and the target at once",
      by: "StrategyTau.summary().theseSupernets", source: "protocol, section 4"),
    Term(
      "the strategy", [],
      "The interval over architectures and supernets: what one more training of the strategy would give. Claims use this one.",
      formula: "V = V_A + V_S, V_S = s²(T)/S; t with V²/(V_A²/(n − 1) + V_S²/ν) degrees of freedom",
      by: "StrategyTau.summary().theStrategy", source: "protocol, section 4; Satterthwaite 1946"),
    Term(
      "paired difference", ["difference"],
      "tau of one predictor minus tau of another on the same architectures (and the same supernet seeds), with its own interval: far narrower than two intervals side by side suggest.",
      formula: "jackknife of τ₁ − τ₂, not transformed", by: "StrategyTau.difference", source: "protocol, section 4"),
    Term(
      "minimum detectable difference", ["MDD"], "The smallest difference that a study of this size finds in 4 of 5 repetitions.",
      formula: "(t.₉₇₅ + t.₈₀)·√V", by: "TwoIntervals.minimumDetectableDifference", source: "protocol, section 4"),
    Term(
      "bootstrap", [], "Percentile intervals of numbers without a closed form, by drawing architectures, supernets or both anew.",
      formula: "2,000 draws with replacement; supernets outside, architectures inside", by: "Bootstrap", source: "protocol, section 4"),
    Term(
      "degenerate", [],
      "A flag: tau was ±1 or did not vary, so the interval is that of the data with the two closest architectures swapped.",
      by: "Interval.Flag", source: "protocol, section 4"),
    Term(
      "few supernets", [], "A flag: below four supernets the spread between them is hardly known.", by: "Interval.Flag",
      source: "protocol, section 4"),
    Term(
      "steadiness", ["stability", "within depth spread"],
      "How close together the one-shot accuracies of nets of equal depth lie: −ln of their standard deviation, a geometric mean over depths.",
      formula: "ln(s of the second / s of the first), by seed", by: "StratumSpread", source: "docs/statistics.md, scores without training"),
    Term(
      "fixed sequence", ["not tested", "follows"],
      "A claim that is tested only if the one in front of it was decided; both share one place among the claims that are adjusted together.",
      by: "Verdict.all", source: "protocol, section 3; Bretz et al. 2009"),
    Term(
      "verdict", ["supported", "contradicted", "inconclusive", "equivalent", "positive control", "holm", "margin"],
      "What a declared contrast says: supported (low end above 0), contradicted (high end below 0), equivalent (inside ±δ, δ = .10, and the same design detected its positive control), else inconclusive.",
      formula: "interval of the strategy at Holm's level 1 − .05/(m − i + 1), by rising p", by: "Verdict.all",
      source: "protocol, section 7; Holm 1979"),
  ]

  static let references = [
    Term(
      "replicate", ["replicate line"],
      "How well one stand-alone run predicts the others: the scale on which a tau is read. A good predictor may exceed it; it is no ceiling.",
      formula: "mean over r of tau-b(run r, mean of the other runs)", by: "replicate", source: "protocol, section 5"),
    Term(
      "oracle", ["oracle line"], "What a perfect predictor would reach against the noisy target that was used.",
      formula: "mean over draws of tau-b(μ, μ + N(0, s²/R)), μ the shrunken means", by: "oracle", source: "protocol, section 5"),
    Term(
      "baselines", ["baseline"],
      "What a supernet should beat: parameters, MACs, depth, a ridge on one-hot choices, the untrained supernet, short training.",
      by: "Predictor.baselines", source: "protocol, section 5"),
    Term(
      "ridge", [], "A linear fit on one-hot choices, cross-fitted over the stand-alone set: what is known without any supernet.",
      formula: "(XᵀX + λI)β = Xᵀy, λ = 1, centred, 5 folds", by: "Ridge.crossFitted", source: "protocol, section 5"),
    Term(
      "short training", [], "Validation accuracy after a quarter of the epochs of one seed, against the target of the others.",
      by: "acrossSeeds", source: "protocol, section 5"),
    Term(
      "untrained supernet", ["untrained"], "Scores of the supernet at its random start: what its shape alone knows.", by: "StrategyTau",
      source: "protocol, section 5"),
    Term(
      "13 nets", ["small study", "panel"],
      "What 13 architectures can show: the distribution of tau over 2,000 draws of 13 nets, uniform or evenly spaced in one strategy's scores.",
      by: "SmallStudy.all, PublishedTau", source: "protocol, section 8; FairNAS, Fig. 1"),
  ]

  static let tops = [
    Term(
      "P@k", ["precision", "top k"], "The share of the predicted best k that belongs to the true best k.",
      formula: "|top k predicted ∩ top k true|/k; ties at the cut by expectation", by: "TopK.precision", source: "protocol, section 5"),
    Term(
      "BR@k", ["best rank"], "The best true rank among the predicted best k, over n: 1/n where the best was found.",
      by: "TopK.bestRank",
      source: "protocol, section 5"),
    Term(
      "regret@k", ["regret"], "Accuracy lost by training only the predicted best k: the best of all minus the best among them.",
      by: "TopK.regret",
      source: "protocol, section 5"),
    Term(
      "rank interval", ["ranks", "rank resolution", "separable pairs", "tie groups"],
      "The ranks that an architecture may have by the runs of the target: from one more than are surely better to n less those surely worse. Group 1 cannot be told from the best.",
      formula: "surely better: difference > t·√(s²/Ri + s²/Rj), t at 1 − α/(2(n − 1)) of Σ(R − 1) degrees of freedom", by: "RankResolution",
      source: "docs/statistics.md, rank resolution; Mogstad et al. 2024"),
    Term(
      "conventions", ["convention", "conventions audit", "argsort"],
      "The same scores under the ways in which papers choose the architectures that a correlation is taken over, beside a count: what lifts both lifts the choice.",
      by: "ConventionAudit", source: "docs/statistics.md, conventions"),
    Term(
      "slice", ["slices", "top half", "predicted best"],
      "tau among the best share q, chosen by another seed than the target's or by the predictor, never by the target itself.",
      by: "StrategyTau.amongBest, .amongPredictedBest", source: "protocol, section 5"),
    Term(
      "Pareto front", ["pareto", "hypervolume"], "Points that no other beats in every coordinate, and the volume that they dominate.",
      by: "ParetoFront",
      source: "Zitzler and Thiele 1999"),
    Term(
      "prediction interval", ["reference distribution", "family-wise"],
      "Where one more night should lie, told from the nights of the reference; of all watched rows together one night in a hundred lies outside by chance.",
      formula: "m ± t(n − 1; 1 − α/2m)·s·√(1 + 1/n), α = 0.01 over m rows; correlations on the scale of atanh", by: "PredictionInterval",
      source: "docs/nightly.md"),
    Term(
      "change point", ["step detection"],
      "A change of the level of a series of nights: where the piecewise-constant fit of least penalised sum of squares begins a new segment.",
      formula: "minimise Σ(x − mean)²/σ² + 5 ln n·(segments − 1), segments of 3 nights or more", by: "PiecewiseConstant",
      source: "docs/nightly.md; Jackson et al. 2005"),
    Term(
      "additivity", ["latency", "look-up table"],
      "Whether the latency of a whole network is the sum of its operations' latencies, each measured by itself: rank correlation, R² and median relative error.",
      formula: "L(a) = L_fixed + Σ_l T[l, a_l]", by: "Additivity, Latency", source: "Chu et al. 2020 (MoGA)"),
  ]
}
