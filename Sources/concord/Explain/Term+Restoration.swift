/// The terms of super-resolution (docs/methods.md).
extension Term {
  static let restoration = [
    Term(
      "PSNR", ["peak signal-to-noise ratio", "dB", "decibel"],
      "How near an enlarged image is to the true one, in dB; larger is better. `evaluate` takes it of luma from 16 to 235, rounded, with as many pixels "
        + "left out at each side as the factor; while training it is of all numbers, and 100 dB is the most.",
      formula: "10 log₁₀(peak²/mean squared difference), peak 255 of images and 1 of what nets give",
      by: "ImageQuality.psnr, SuperResolution",
      source: "released code of FALSR"),
    Term(
      "SSIM", ["structural similarity"],
      "How alike two images are in means, variances and covariance, over windows of 11 × 11 weighted by a Gaussian of σ 1.5 that lie inside; 1 for equal images.",
      formula: "mean of (2 μₓμᵧ + C₁)(2 σₓᵧ + C₂)/((μₓ² + μᵧ² + C₁)(σₓ² + σᵧ² + C₂)), C₁ = (0.01 · 255)², C₂ = (0.03 · 255)²",
      by: "ImageQuality.ssim",
      source: "Wang et al. 2004"),
  ]
}
