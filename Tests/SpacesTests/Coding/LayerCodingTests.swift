import Digests
import FoundationEssentials
import Spaces
import Testing

@Suite struct LayerCodingTests {
  @Test(arguments: [
    (
      Layer.convolution(Convolution(.expanded(6), kernel: 5, stride: .place, groups: .depthwise)),
      #"{"convolution":{"bias":false,"dilation":1,"groups":"depthwise","kernel":5,"outputs":{"expanded":6},"stride":"place"}}"#
    ),
    (
      .convolution(Convolution(.output, stride: .fixed(2), dilation: 2, groups: .count(4), bias: true)),
      #"{"convolution":{"bias":true,"dilation":2,"groups":4,"kernel":1,"outputs":"output","stride":2}}"#
    ),
    (.normalization(affine: false), #"{"normalization":{"affine":false}}"#),
    (.activation(.hSwish), #"{"activation":"hSwish"}"#),
    (
      .squeezeExcite(SqueezeExcite()),
      #"{"squeezeExcite":{"divisor":4,"gate":"hSigmoid","inner":"relu","of":"hidden","rounding":"down"}}"#
    ),
    (
      .squeezeExcite(SqueezeExcite(of: .input, divisor: 2, rounding: .multiple(8), inner: .swish, gate: .identity)),
      #"{"squeezeExcite":{"divisor":2,"gate":"identity","inner":"swish","of":"input","rounding":{"multiple":8}}}"#
    ),
    (
      .branches([[.channels(.first, of: 2)], []], .concatenation),
      #"{"branches":{"join":"concatenation","tables":[[{"channels":{"of":2,"share":"first"}}],[]]}}"#
    ),
    (
      .pool(Pool(.average, kernel: 5, stride: .fixed(3), padded: false)),
      #"{"pool":{"kernel":5,"kind":"average","padded":false,"stride":3}}"#
    ), (.factorizedReduce(outputs: .output), #"{"factorizedReduce":{"outputs":"output"}}"#), (.zero, #""zero""#),
    (.channels(.others, of: 4), #"{"channels":{"of":4,"share":"others"}}"#), (.shuffle(groups: 4), #"{"shuffle":{"groups":4}}"#),
    (.noise, #""noise""#), (.dropPath, #""dropPath""#), (.flatten, #""flatten""#),
    (.pool(Pool(.average, kernel: 3, stride: .one)), #"{"pool":{"kernel":3,"kind":"average","stride":1}}"#),
    (.globalAverage, #""globalAverage""#),
    (.dropout(0.2), #"{"dropout":0.2}"#),
    (.linear(outputs: 10), #"{"linear":{"bias":true,"outputs":10}}"#),
  ])
  func eachLayerHasOneTextThatReadsBack(layer: Layer, text: String) throws {
    #expect(try CanonicalJSON.text(layer) == text)
    #expect(try JSONDecoder().decode(Layer.self, from: Data(text.utf8)) == layer)
  }

  @Test(arguments: [#"{"globalAverage":1}"#, "3", #""normalization""#, "{}", #"{"pool":{"kind":"min","kernel":3,"stride":1}}"#, "null"])
  func otherTextsAreRefused(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Layer.self, from: Data(text.utf8)) }
  }
}
