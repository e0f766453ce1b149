internal import Mustache
internal import Texts

/// A study's report as one page that needs no network: the verdicts first, then tables and figures, how it was done, and from what.
public struct HTMLReport: Sendable {
  /// A figure with its drawing.
  public struct Illustration: Sendable {
    public var name: String, caption: String, size: FigureSize
    /// The text of the SVG that `Gnuplot` drew.
    public var svg: String
    /// Files to open from the page, relative to it, such as `figures/tau.pdf`.
    public var links: [Link]

    public init(_ figure: Figure, svg: String, links: [Link] = []) {
      (name, caption, size, self.svg, self.links) = (figure.name, figure.caption, figure.size, svg, links)
    }
  }

  public struct Link: Hashable, Sendable {
    public var text: String, target: String
    public init(_ text: String, to target: String) { (self.text, self.target) = (text, target) }
  }

  /// A table, and the path of its CSV relative to the page.
  public struct Sheet: Sendable {
    public var table: Table, csv: String?
    public init(_ table: Table, csv: String? = nil) { (self.table, self.csv) = (table, csv) }
  }

  public struct Section: Sendable {
    public var heading: String, paragraphs: [String], sheets: [Sheet], illustrations: [Illustration]

    public init(_ heading: String, paragraphs: [String] = [], sheets: [Sheet] = [], illustrations: [Illustration] = []) {
      (self.heading, self.paragraphs, self.sheets, self.illustrations) = (heading, paragraphs, sheets, illustrations)
    }
  }

  /// A row of provenance: `commit`, `CPU`, a run file's digest.
  public struct Fact: Hashable, Sendable {
    public var name: String, value: String
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  public var title: String, question: String
  /// The declared contrasts and their verdicts: what the page opens with.
  public var verdicts: Sheet
  /// What the verdicts mean, in a few sentences.
  public var findings: [String]
  public var sections: [Section]
  /// The protocol in sentences.
  public var method: [String]
  public var provenance: [Fact], links: [Link]

  public init(
    title: String, question: String, verdicts: Sheet, findings: [String] = [], sections: [Section] = [], method: [String] = [],
    provenance: [Fact] = [], links: [Link] = []
  ) {
    (self.title, self.question, self.verdicts, self.findings) = (title, question, verdicts, findings)
    (self.sections, self.method, self.provenance, self.links) = (sections, method, provenance, links)
  }

  /// The page. The same values give the same bytes.
  public func html() throws(ReportingError) -> String {
    var tables = 1, figures = 0
    let shown = sections.enumerated().map { place, section -> [String: Any] in
      [
        "id": "section-\(place + 1)", "heading": section.heading, "paragraphs": section.paragraphs,
        "sheets": section.sheets.map { sheet in
          tables += 1
          return TableContext.values(sheet.table, number: tables, link: sheet.csv)
        },
        "illustrations": section.illustrations.map { illustration -> [String: Any] in
          figures += 1
          return [
            "number": figures, "caption": illustration.caption, "width": illustration.size.width.decimals(1),
            // An illustration may be shown twice: its ids follow its number, too.
            "svg": InlineSVG.text(
              illustration.svg, name: "figure-\(figures)", title: "Figure \(figures)", description: illustration.caption),
            "links": illustration.links.map(Self.context), "hasLinks": !illustration.links.isEmpty,
          ]
        },
      ]
    }
    let values: [String: Any] = [
      "title": title, "question": question, "verdicts": TableContext.values(verdicts.table, number: 1, link: verdicts.csv),
      "findings": findings, "sections": shown, "method": method, "hasMethod": !method.isEmpty,
      "provenance": provenance.map { ["name": $0.name, "value": $0.value] }, "hasProvenance": !provenance.isEmpty,
      "links": links.map(Self.context), "hasLinks": !links.isEmpty,
    ]
    do {
      let library = MustacheLibrary(templates: [
        "page": try MustacheTemplate(string: ReportTemplate.page), "table": try MustacheTemplate(string: ReportTemplate.table),
        "style": try MustacheTemplate(string: ReportTemplate.style),
      ])
      guard let page = library.render(Self.safe(values), withTemplate: "page") else { throw ReportingError.template("no page") }
      return page
    } catch let error as ReportingError { throw error } catch { throw .template("\(error)") }
  }

  /// Writes the page whole or not at all; its folder is made where absent.
  public func write(to path: String) throws(ReportingError) {
    let text = try html()
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try Gnuplot.makeFolder(String(path[..<slash])) }
    try Gnuplot.write(text, to: path)
  }

  /// The same values with texts on one line and without control characters; a drawing is markup already.
  private static func safe(_ value: Any) -> Any {
    switch value {
    case let text as String: text.onOneLine
    case let list as [Any]: list.map(safe)
    case let fields as [String: Any]: Dictionary(uniqueKeysWithValues: fields.map { ($0, $0 == "svg" ? $1 : safe($1)) })
    default: value
    }
  }

  private static func context(_ link: Link) -> [String: Any] { ["text": link.text, "target": link.target] }
}
