import Fixtures
import FoundationEssentials
import Testing

@Suite struct ModelsTests {
  @Test func fairNASIsCountedExactly() async throws {
    let json = try await Invocation("models", "--json").json
    #expect(json["schema"]?.number == 1)
    let models = try #require(json["models"]?.array)
    let expected = [
      ("FairNAS-A", 4_651_352.0, 388_122_848.0), ("FairNAS-B", 4_506_272, 345_297_632), ("FairNAS-C", 4_397_864, 321_024_992),
    ]
    for (name, parameters, macs) in expected {
      let model = try #require(models.first { $0["name"]?.text == name })
      #expect(model["parameters"]?.number == parameters && model["macs"]?.number == macs)
      #expect(model["published.macs_millions"]?.number != nil)
    }
  }

  /// Which sentence a letter stands for, in the table whose heading begins so.
  private func remark(_ row: Substring, _ lines: [Substring]) throws -> [String] {
    let start = try #require(lines.firstIndex(of: row))
    return try row.split(separator: " ").filter { $0.count == 1 && $0.first?.isLetter == true }.map { letter in
      try String(#require(lines[start...].first { $0.hasPrefix("\(letter): ") }).dropFirst(3).dropLast())
    }
  }

  @Test func thePublishedTableSaysWhichCountAFigureIs() async throws {
    let table = try await Invocation("models")
    #expect(table.code == 0)
    let lines = table.output.split(separator: "\n")
    func row(_ name: String) throws -> Substring { try #require(lines.first { $0.hasPrefix("\(name) ") }) }
    #expect(try row("FairNAS-A").contains("4,651,352") && row("FairNAS-A").contains("388,122,848"))
    #expect(try remark(row("FairNAS-A"), lines) == ["parameters, cut off"])
    #expect(try remark(row("FairNAS-A-SE-1.0"), lines) == ["FairNAS-A-SE-0.5's (parameters)", "MACs + SE pools"])
    #expect(try remark(row("SCARLET-B"), lines) == ["MACs + unfoldable skips, cut off"])
    #expect(try remark(row("SPOS-mmrazor"), lines) == ["ptflops"])
    #expect(!table.output.contains("\u{1B}"), "no colour where NO_COLOR is set")
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(lines.filter { $0.count > 100 })")
  }

  @Test func aPublishedNameTellsItsLayers() async throws {
    let model = try await Invocation("models", "fairnas-a")
    #expect(model.code == 0 && model.output.contains("Table 2") && model.output.contains("layer19"))
    #expect(model.output.contains("+1.12 %") && model.output.contains("405,695,424"))
    let json = try await Invocation("models", "FairNAS-A", "--json").json
    #expect(json["macs"]?.number == 388_122_848 && json["schema"]?.number == 1)
  }

  @Test func aSpaceTellsItsChoices() async throws {
    let space = try await Invocation("models", "nas-bench-macro")
    #expect(space.output.contains("6561 paths") && space.output.contains("0 identity, 1 MB3_K3, 2 MB6_K5"))
    let json = try await Invocation("models", "nas-bench-macro", "--json").json
    #expect(json["paths"]?.number == 6_561 && json["choices"]?.array?.count == 8 && json["networks_exact"]?.text == "3969")
    let scarlet = try await Invocation("models", "scarlet", "--json").json
    #expect(scarlet["paths_exact"]?.text == "904380222282761981952")
  }

  @Test func anyArchitectureIsCounted() async throws {
    let json = try await Invocation("models", "nas-bench-macro", "--architecture", "22212220", "--json").json
    #expect(json["parameters"]?.number == 1_985_514 && json["macs"]?.number == 85_164_544 && json["depth"]?.number == 7)
    let canonical = try await Invocation("models", "nas-bench-macro", "--architecture", "20220000", "--json").json
    #expect(canonical["canonical"]?.text == "20220000")
  }

  @Test func listsAreAnsweredInOrder() async throws {
    let list = "22222222\n00000000\r\n22212220"
    let json = try await Invocation("models", "nas-bench-macro", "--architectures", "-", "--json", input: list).json
    let texts = json["architectures"]?.array?.map { $0["architecture"]?.text }
    #expect(texts == ["22222222", "00000000", "22212220"])
    let file = try TemporaryFile(list, name: "list.txt")
    let table = try await Invocation("models", "nas-bench-macro", "--architectures", file.path)
    #expect(
      table.output
        == "architecture\tparameters\tmacs\n22222222\t2932586\t105660928\n00000000\t387882\t7713280\n22212220\t1985514\t85164544\n")
  }

  @Test func aWrongLineIsNamedWithWhatIsAllowed() async throws {
    let wrong = try await Invocation("models", "nas-bench-macro", "--architectures", "-", input: "22212220\n22913220\n")
    #expect(wrong.code == 2 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("line 2 of standard input") && wrong.errors.contains("'22913220'"))
    #expect(wrong.errors.contains("0 identity, 1 MB3_K3, 2 MB6_K5"))
    let empty = try await Invocation("models", "nas-bench-macro", "--architectures", "-", input: "\n")
    #expect(empty.code == 2 && empty.errors.contains("lists no architecture"))
  }

  @Test func aWrongNameGetsTheNearest() async throws {
    let model = try await Invocation("models", "FairNAS-D")
    #expect(model.code == 2 && model.errors.contains("did you mean 'FairNAS-"))
    let space = try await Invocation("models", "nas-bench-macr", "--architecture", "1")
    #expect(space.code == 2 && space.errors.contains("did you mean 'nas-bench-macro'?"))
    let neither = try await Invocation("models", "--architecture", "1")
    #expect(neither.code == 2 && neither.errors.contains("nas-bench-macro"))
  }

  @Test func genotypesStandBesideWhatIsPrintedOfThem() async throws {
    let lines = try await Invocation("models").output.split(separator: "\n")
    func remarks(_ name: String, _ printed: String) throws -> [String] {
      try remark(#require(lines.first { $0.hasPrefix(name) && $0.contains(" \(printed) ") }), lines)
    }
    #expect(try remarks("FairDARTS_a", "2.83").first == "with auxiliary head, cut off")
    #expect(try remarks("FairDARTS_c", "2.59") == ["without auxiliary head, cut off"])
    #expect(try remarks("DARTS_V2", "3.36").first == "GDAS_V1's (without auxiliary head, cut off)")
    #expect(try remarks("PC_DARTS_image", "597").contains("ptflops"))
    #expect(try remarks("NoisyDARTS_h", "3.01").first?.hasPrefix("3.10 with digits exchanged") == true)
  }

  @Test func aGenotypeTellsItsCells() async throws {
    let text = try await Invocation("models", "fairdarts_c").output
    #expect(text.contains("normal  4    dil_conv_3x3(0) + dil_conv_5x5(2)") && text.contains("('skip_connect', 5, 3)"))
    let json = try await Invocation("models", "FairDARTS_c", "--json").json
    let network = try #require(json["networks"]?["cifar"])
    #expect(network["parameters"]?.number == 2_598_814 && network["auxiliary_parameters"]?.number == 476_426)
    #expect(network["operations"]?["MACs"]?.number == 399_987_936)
    #expect(json["printed"]?.array?.first?["parameters_explained"]?.text == "without auxiliary head, cut off")
    let all = try await Invocation("models", "--json").json
    #expect(all["genotypes"]?.array?.count == 43)
  }

  @Test func anyGenotypesTextIsCounted() async throws {
    let text = try #require(try await Invocation("models", "PDARTS", "--json").json["genotype"]?.text)
    let json = try await Invocation("models", text, "--json").json
    #expect(json["networks"]?["imageNet"]?["parameters"]?.number == 4_944_352 && json["printed"]?.array?.isEmpty == true)
    let wrong = try await Invocation("models", text.replacing("sep_conv_3x3', 1", with: "sep_conv_3', 1"))
    #expect(wrong.code == 2 && wrong.errors.contains("normal[3]") && wrong.errors.contains("did you mean 'sep_conv_3x3'?"))
  }

  @Test func cellsAreDrawn() async throws {
    let place = try TemporaryFile("", name: "cells.svg")
    let drawn = try await Invocation("models", "FairDARTS_a", "--figure", place.path)
    #expect(drawn.code == 0, "\(drawn.errors)")
    let svg = String(decoding: try Data(contentsOf: URL(filePath: place.path)), as: UTF8.self)
    #expect(svg.contains("<svg") && svg.contains("Reduction cell"))
    let noCells = try await Invocation("models", "FairNAS-A", "--figure", place.path)
    #expect(noCells.code == 2 && noCells.errors.contains("no genotype"))
    let noFormat = try await Invocation("models", "FairDARTS_a", "--figure", "cells.bmp")
    #expect(noFormat.code == 2 && noFormat.errors.contains(".svg"))
  }
}
