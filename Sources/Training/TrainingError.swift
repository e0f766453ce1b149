public import Spaces

/// What can go wrong while training or scoring, each case with its remedy.
public enum TrainingError: Error, Hashable, CustomStringConvertible {
  case unsupported(operation: String, String)
  case notFinite(step: Int, path: [Int], layer: String)
  case images(count: Int, chunk: Int, blocks: Int)
  case weights(name: String, reason: String)
  case data(space: String, wanted: ImageShape, classes: Int, given: ImageShape, givenClasses: Int)
  case targets(space: String, wanted: ImageShape?, given: ImageShape?)

  public var description: String {
    switch self {
    case .unsupported(let operation, let reason): "operation \(operation) cannot be trained: \(reason)"
    case .notFinite(let step, let path, let layer):
      "the loss is no longer finite at step \(step) on path \(path.map(String.init).joined()): \(layer) overflowed first; lower the learning rate or clip gradients"
    case .images(let count, let chunk, let blocks):
      "\(count) images cannot be scored in batches of \(chunk) and \(blocks) equal blocks: give a multiple of both"
    case .data(let space, let wanted, let classes, let given, let givenClasses):
      "space \(space) takes images of \(wanted.height)x\(wanted.width)x\(wanted.channels) in \(classes) classes, the data have \(given.height)x\(given.width)x\(given.channels) in \(givenClasses): choose another data set, or change the space's input and classes"
    case .targets(let space, let wanted, let given):
      "space \(space) gives \(wanted.map { "images of \($0)" } ?? "classes"), the data have \(given.map { "larger images of \($0)" } ?? "classes alone"): let the recipe's task, the space and data.preparation.upscaling say the same"
    case .weights(let name, let reason): "the weights of \(name) do not fit (\(reason)): they belong to another space"
    }
  }
}
