/// A number that is had from one minibatch of an untrained net, by which nets are ranked: larger is better.
///
/// Abdelfattah et al. 2021 compare them as "zero-cost proxies"; each case names the file that says its formula. Words are those of the
/// released code, except that NASWOT has its paper's name.
///
///     let proxies: [Proxy] = [.naswot, .synflow]
public enum Proxy: String, Codable, CaseIterable, Hashable, Sendable {
  /// How differently the net's linear regions hold the images (Mellor et al. 2021): `ActivationKernel`.
  case naswot
  /// The size of the loss's gradient (Abdelfattah et al. 2021): `GradNorm`.
  case gradNorm = "grad_norm"
  /// What removing single weights would change of the loss (Lee et al. 2019): `SNIP`.
  case snip
  /// What removing single channels would change of the loss (Turner et al. 2020): `Fisher`.
  case fisher
  /// How unlike the net's Jacobians at the images are (Mellor et al. 2020): `JacobCov`.
  case jacobCov = "jacob_cov"
  /// The flow of weights' sizes from input to output, without data (Tanaka et al. 2020): `Synflow`.
  case synflow

  /// As tables call it.
  public var label: String {
    switch self {
    case .naswot: "NASWOT"
    case .gradNorm: "grad-norm"
    case .snip: "SNIP"
    case .fisher: "Fisher"
    case .jacobCov: "jacob_cov"
    case .synflow: "synflow"
    }
  }

  /// What proxies are read off; those that are read off the same share it.
  package enum Pass: Hashable, Sendable {
    /// Signs of a pass without gradients.
    case forward
    /// The gradient of the loss.
    case loss
    /// The gradient of the outputs by the images.
    case jacobian
    /// One image of ones under weights without signs.
    case ones

    /// Its price, in forward passes of a minibatch of so many images.
    package func price(batch: Int) -> Double {
      switch self {
      case .forward: 1
      case .loss, .jacobian: 3
      case .ones: 3 / Double(batch)
      }
    }
  }

  package var pass: Pass {
    switch self {
    case .naswot: .forward
    case .gradNorm, .snip, .fisher: .loss
    case .jacobCov: .jacobian
    case .synflow: .ones
    }
  }
}
