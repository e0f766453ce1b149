/// An architecture of a paper, with what the paper says of it.
///
/// Its parameters and MACs are counted, never copied: `PublishedCounts` says which way of counting gives each printed figure.
public struct PublishedArchitecture: Hashable, Sendable {
  /// As the paper has it: `FairNAS-A`.
  public var name: String
  /// Its space's name in the catalogue.
  public var space: String
  /// As it is published; another order of skips may be canonical.
  public var text: String
  public var published: Figures
  /// Whose tables it stands in: a number in one row may be another row's.
  public var family: Family
  /// Paper or file, and where in it.
  public var source: String

  public enum Family: String, CaseIterable, Hashable, Sendable {
    case fairNAS, nasBenchMacro, scarlet, moGA, spos, angleNAS, mmrazor, superResolution

    /// What its tables count where digits alone would leave it open.
    var counting: Counting { self == .mmrazor ? .ptflops : .macs }
  }

  /// As printed; nil where nothing was.
  public struct Figures: Hashable, Sendable {
    public var parameters, macs: PrintedNumber?
    /// In per cent, on the space's own test set (ImageNet: validation).
    public var top1, top5: Double?
    /// Of super-resolution nets, one for each set of test images.
    public var restorations: [Restoration]

    public init(
      parameters: PrintedNumber? = nil, macs: PrintedNumber? = nil, top1: Double? = nil, top5: Double? = nil,
      restorations: [Restoration] = []
    ) {
      self.parameters = parameters
      self.macs = macs
      self.top1 = top1
      self.top5 = top5
      self.restorations = restorations
    }
  }

  /// How near a super-resolution net comes to a set of images, on their luma.
  public struct Restoration: Hashable, Sendable {
    /// As the field calls it, `Set5`, and how many images it has.
    public var set: String, images: Int
    /// In dB, and from 0 to 1; both of whole images' means.
    public var psnr: PrintedNumber, ssim: PrintedNumber

    public init(_ set: String, images: Int, psnr: PrintedNumber, ssim: PrintedNumber) {
      (self.set, self.images, self.psnr, self.ssim) = (set, images, psnr, ssim)
    }
  }

  public init(_ name: String, space: String, _ text: String, _ published: Figures = Figures(), family: Family, source: String) {
    self.name = name
    self.space = space
    self.text = text
    self.published = published
    self.family = family
    self.source = source
  }
}
