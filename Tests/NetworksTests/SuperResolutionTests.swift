import Engine
import Networks
import Spaces
import Streams
import Testing

@Suite struct SuperResolutionTests {
  private let space = Samples.restoring[0]

  @Test func imagesAreItsTargetsAndDecibelsItsMetric() {
    let task = SuperResolution()
    #expect(task.metric == Metric(name: "PSNR", unit: "dB"))
    #expect(task.targets(of: space) == .images(ImageShape(height: 6, width: 8, channels: 1)))
    #expect(space.task is SuperResolution && Samples.catalogue[0].task is Classification)
  }

  /// Of each image the mean absolute difference, and 10 log₁₀ of the peak's square over the mean squared one.
  @Test func answersAreThoseOfTheirDefinition() throws {
    let network = try Network(space, SuperResolution(), batch: 3, .scoring(several: false))
    let executor = try Executor(network.capacity(threads: 2)), memory = executor.contents, batch = network.batch(memory)
    network.parameters.initialize(memory, RandomStream(seed: 3, "weights"))
    var random = RandomStream(seed: 4, "images")
    let targets = try #require(batch.targets)
    for i in 0..<3 * 12 { batch.images[i] = Float(random.unit()) }
    for i in 0..<3 * 48 { targets[i] = Float(random.unit()) }
    let plan = try network.plan(Subnet(path: [0, 1, 2])), loss = try #require(plan.loss)
    executor.forward(plan, Mode(.inherited, images: 3))
    let found = UnsafeBufferPointer(start: memory.rows(loss.reads[0].tensor, 0), count: 3 * 48)
    for image in 0..<3 {
      let differences = (0..<48).map { Double(found[image * 48 + $0]) - Double(targets[image * 48 + $0]) }
      let squares = differences.reduce(0) { $0 + $1 * $1 } / 48, answer = loss.answer(image, executor.contents)
      #expect(abs(answer.loss - differences.reduce(0) { $0 + abs($1) } / 48) < 1e-6)
      // PSNR 20 dB is a mean squared difference of 0.01.
      #expect(abs(squares - Elementary.exp(-answer.score / 10 * Elementary.log(10))) < 1e-6 * squares)
    }
  }

  @Test func anImageThatIsFoundExactlyHasAHundredDecibels() throws {
    let network = try Network(space, SuperResolution(), batch: 1, .scoring(several: false))
    let executor = try Executor(network.capacity(threads: 1)), memory = executor.contents, batch = network.batch(memory)
    // All weights are 0, and so is the image.
    let plan = try network.plan(Subnet(path: [0, 0, 0])), loss = try #require(plan.loss), targets = try #require(batch.targets)
    for i in 0..<48 { targets[i] = 0 }
    executor.forward(plan, Mode(.inherited, images: 1))
    #expect(loss.answer(0, executor.contents).loss == 0 && abs(loss.answer(0, executor.contents).score - 100) < 1e-9)
  }

  /// A padded space computes with its zeros what the net alone computes without, where the weights are those of the channels that are there.
  @Test func paddingChangesNoNet() throws {
    let path = [0, 2, 1], alone = space.restricted(to: Architecture(path: path))
    let whole = try Network(space, space.task, batch: 2, .scoring(several: false))
    let own = try Network(alone, alone.task, batch: 2, .scoring(several: false))
    let first = try Executor(whole.capacity(threads: 1)), second = try Executor(own.capacity(threads: 1))
    own.parameters.initialize(second.contents, RandomStream(seed: 3, "weights"))
    // Inputs that come from a padded place have their own weights where its channels lie, the others 7, which must not matter.
    let table = Dictionary(uniqueKeysWithValues: whole.parameters.parameters.map { ($0.name, $0) })
    var widened = 0
    for parameter in own.parameters.parameters {
      let to = try #require(table[parameter.name]), from = second.contents.parameters + parameter.range.lowerBound
      let into = first.contents.parameters + to.range.lowerBound
      if to.count == parameter.count {
        for i in 0..<to.count { into[i] = from[i] }
        continue
      }
      widened += 1
      for i in 0..<to.count { into[i] = 7 }
      // [groups][kernel][kernel][inputs][outputs], groups left out where there is one.
      let axes = parameter.shape.count, inputs = parameter.shape[axes - 2], wide = to.shape[axes - 2], outputs = parameter.shape[axes - 1]
      for block in 0..<parameter.count / (inputs * outputs) {
        for i in 0..<inputs {
          for o in 0..<outputs {
            into[(block * wide + ZeroPadding.place(i, of: inputs, in: wide)) * outputs + o] = from[(block * inputs + i) * outputs + o]
          }
        }
      }
    }
    #expect(widened > 0)
    func outputs(_ network: Network, _ executor: borrowing Executor, _ subnet: Subnet) throws -> [Float] {
      var random = RandomStream(seed: 4, "images")
      let memory = executor.contents, batch = network.batch(memory), plan = try network.plan(subnet)
      for i in 0..<2 * 12 { batch.images[i] = Float(random.unit()) }
      executor.forward(plan, Mode(.inherited, images: 2))
      return Array(UnsafeBufferPointer(start: memory.rows(try #require(plan.loss).reads[0].tensor, 0), count: 2 * 48))
    }
    let padded = try outputs(whole, first, Subnet(path: path)), plain = try outputs(own, second, Subnet(alone.whole))
    let scale = plain.map(abs).max() ?? 0
    #expect(scale > 0.01 && zip(padded, plain).allSatisfy { abs($0 - $1) < 1e-5 * scale })
  }
}
