internal import Spaces

/// What released definitions call their modules, as their state dictionaries have it.
extension KeyScheme {
  /// Of a published architecture; nil where no weights of it were released: nothing is printed of what they reach.
  static func of(_ published: PublishedArchitecture) -> KeyScheme? {
    guard published.published.top1 != nil else { return nil }
    return switch (published.family, published.space) {
    case (.fairNAS, "fairnas"): fairNAS
    case (.scarlet, _): scarlet
    case (.moGA, _): moGA
    case (.spos, _): spos
    case (.angleNAS, _): angleNAS
    case (.mmrazor, "shufflenet"): mmrazor
    default: nil
    }
  }

  /// FairNAS (xiaomi-automl/FairNAS, models).
  static let fairNAS = KeyScheme(
    stem: mobileStem, head: ["conv_before_pooling.0", "conv_before_pooling.1", "classifier.1"], layer: inverted())
  /// SCARLET-NAS (xiaomi-automl/SCARLET-NAS, models): layers that are skipped keep their number.
  static let scarlet = KeyScheme(
    stem: mobileStem, head: ["conv_before_pooling.0", "conv_before_pooling.1", "classifier"],
    layer: inverted(squeeze: "squeeze_conv", excite: "excite_conv"))
  /// MoGA (xiaomi-automl/MoGA, models).
  static let moGA = KeyScheme(
    stem: mobileStem, head: ["conv_before_pooling.0", "conv_before_pooling.1", "conv_head.0", "classifier"],
    layer: inverted(squeeze: "conv.0", excite: "fc.0"))
  /// Single Path One-Shot (megvii-model/SinglePathOneShot, Evaluation).
  static let spos = KeyScheme(
    stem: ["first_conv.0", "first_conv.1"], head: ["conv_last.0", "conv_last.1", "classifier.0"],
    layer: Templates("features.{place}.{branch}.{position}"), branches: ["branch_proj", "branch_main"])
  /// AngleNAS (megvii-model/AngleNAS, training): layers that do nothing are left out and have no number.
  static let angleNAS = KeyScheme(
    stem: ["conv_bn.0", "conv_bn.1"] + [0, 1, 3, 4].map { "MBConv_ratio_1.conv.\($0)" },
    head: ["conv_1x1_bn.0", "conv_1x1_bn.1", "classifier.1"], layer: Templates("features.{kept}.conv.{position}"))
  /// mmrazor's own net of SPOS's space (open-mmlab/mmrazor, configs/nas/mmcls/spos).
  static let mmrazor = KeyScheme(
    stem: ["backbone.conv1.conv", "backbone.conv1.bn"], head: ["backbone.layers.4.conv", "backbone.layers.4.bn", "head.fc"],
    layer: Templates(
      convolution: "backbone.layers.{stage}.{layer}.{branch}.{n0}.conv", normalization: "backbone.layers.{stage}.{layer}.{branch}.{n0}.bn"),
    branches: ["branch1", "branch2"],
    exception: (
      "choice_x",
      Templates(
        convolution: "backbone.layers.{stage}.{layer}.{branch}.{pair}.{form}.conv",
        normalization: "backbone.layers.{stage}.{layer}.{branch}.{pair}.{form}.bn")
    ), wrappers: ["module.architecture.", "architecture.", "module."])
  /// FairDARTS (xiaomi-automl/FairDARTS, fairdarts/model.py), with the second head that only training uses.
  static let fairDARTS = KeyScheme(
    stem: ["stem.0", "stem.1"], head: ["classifier"],
    auxiliary: [2, 3, 5, 6].map { "auxiliary_head.features.\($0)" } + ["auxiliary_head.classifier"],
    layer: cells("cells.{cell}._ops.{edge}"), entry: cells("cells.{cell}.preprocess{entry}"))

  private static let mobileStem = ["stem.0", "stem.1"] + [0, 1, 3, 4].map { "separable_conv.\($0)" }

  /// An inverted residual of Xiaomi's definitions.
  private static func inverted(squeeze: String = "", excite: String = "") -> Templates {
    let layer = "mb_module.{place}"
    return Templates(
      convolution: "\(layer).conv{n}", normalization: "\(layer).bn{n}", squeeze: "\(layer).mid_se.\(squeeze)",
      excite: "\(layer).mid_se.\(excite)")
  }

  /// An operation of DARTS: a `Sequential`, or a factorised reduction.
  private static func cells(_ name: String) -> Templates {
    var templates = Templates("\(name).op.{position}")
    (templates.even, templates.odd, templates.reduced) = ("\(name).conv_1", "\(name).conv_2", "\(name).bn")
    return templates
  }
}
