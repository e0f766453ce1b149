import Engine
import GradientOracle
import Testing

@Suite struct CrossEntropyTests {
  @Test(arguments: [0, 0.1], [1, 3, 10]) func lossHitsAndGradientsAreThoseOfTheTape(smoothing: Double, classes: Int) throws {
    var bench = Bench(images: 6)
    let logits = bench.source(1, 1, classes), place = bench.layout.reserveIntegers(6)
    let loss = CrossEntropy(
      logits, labels: place, results: bench.layout.reserveDoubles(5 * CrossEntropy.doublesPerSlice), slices: 4, smoothing: smoothing)
    bench.add(loss)
    let labels = (0..<6).map { Int32($0 % classes) }
    for images in [6, 5] {
      let executor = try bench.executor(threads: 2), memory = executor.contents
      for (i, label) in labels.enumerated() { loss.labels(memory)[i] = label }
      let outcome = bench.run(executor, Mode(.training(tracks: true), scale: 0.5, images: images))
      let tape = Tape(), floats = (0..<images * classes).map { memory.arena[logits.tensor.offset + $0] }
      let exact = Images(shape: Shape(images: images, height: 1, width: 1, channels: classes), numbers: tape.numbers(floats))
      let value = exact.crossEntropy(labels, smoothing: smoothing), gradients = tape.gradients(of: value)
      #expect(abs(loss.loss(executor.contents) - value.value) < 1e-12)
      for (i, number) in exact.numbers.enumerated() { #expect(abs(Double(outcome.dz[0][i]) - 0.5 * gradients[number.index]) < 1e-7) }
      let hits = (0..<images).filter { image in
        let row = floats[image * classes..<(image + 1) * classes]
        return row[row.startIndex + Int(labels[image])] == row.max()
      }
      #expect(loss.hits(executor.contents) == hits.count)
    }
  }

  @Test func logitsThatAreNoNumbersGiveALossThatIsNone() throws {
    var bench = Bench(images: 4)
    let logits = bench.source(1, 1, 3)
    let loss = CrossEntropy(
      logits, labels: bench.layout.reserveIntegers(4), results: bench.layout.reserveDoubles(5 * CrossEntropy.doublesPerSlice), slices: 4)
    bench.add(loss)
    let executor = try bench.executor()
    executor.contents.arena[logits.tensor.offset + 4] = .nan
    executor.forward(bench.plan)
    #expect(loss.loss(executor.contents).isNaN)
  }
}
