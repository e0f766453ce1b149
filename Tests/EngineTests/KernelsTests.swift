import CKernels
import Engine
import GradientOracle
import Glibc
import Streams
import Testing

/// Every kernel at every level against loops over single numbers, on channel counts that use every block of lanes.
@Suite struct KernelsTests {
  static let levels = KernelLevel.allCases.filter(\.isAvailable), channels = [1, 3, 4, 13, 24, 61]

  private func normals(_ count: Int, _ name: String) -> [Float] {
    var random = RandomStream(seed: 1, name)
    return (0..<count).map { _ in Float(random.normal()) }
  }

  private func expect(_ engine: [Float], _ exact: [Double], tolerance: Double = 1e-5, _ place: SourceLocation = #_sourceLocation) {
    let size = max(exact.map(abs).max() ?? 0, 1)
    #expect(zip(engine, exact).allSatisfy { abs(Double($0) - $1) <= tolerance * size }, sourceLocation: place)
  }

  private func activate(_ activation: Nonlinearity, _ y: Double) -> (value: Double, slope: Double) {
    let tape = Tape(), x = tape.number(y)
    let shape = Shape(images: 1, height: 1, width: 1, channels: 1)
    let result = Images(shape: shape, numbers: [x]).activated(activation).numbers[0]
    return (result.value, result.index == x.index ? 1 : tape.gradients(of: result)[x.index])
  }

  @Test(arguments: levels, Nonlinearity.allCases) func rowsOfViews(level: KernelLevel, activation: Nonlinearity) throws {
    let kernels = try level.table().pointee, rows = 7
    for c in Self.channels {
      let z = normals(rows * c, "z").map { 3 * $0 }, a = normals(c, "a"), b = normals(c, "b"), residual = normals(rows * c, "residual")
      let mean = normals(c, "mean"), dy = normals(rows * c, "dy")
      let inner = z.indices.map { Double(a[$0 % c]) * Double(z[$0]) + Double(b[$0 % c]) }
      var y = [Float](repeating: 0, count: rows * c)
      kernels.apply(rows, c, activation.rawValue, z, c, a, b, nil, &y, c)
      expect(y, inner.map { activate(activation, $0).value })
      kernels.apply(rows, c, activation.rawValue, z, c, a, b, residual, &y, c)
      expect(y, inner.indices.map { activate(activation, inner[$0]).value + Double(residual[$0]) })
      kernels.apply(rows, c, activation.rawValue, z, c, nil, nil, residual, &y, c)
      expect(y, z.indices.map { activate(activation, Double(z[$0])).value + Double(residual[$0]) })
      var closed = dy, s = [Double](repeating: 1, count: c), q = s
      kernels.close(rows, c, activation.rawValue, &closed, z, a, b, mean, &s, &q)
      let exact = dy.indices.map { Double(dy[$0]) * activate(activation, inner[$0]).slope }
      expect(closed, exact)
      for channel in 0..<c {
        let mine = stride(from: channel, to: rows * c, by: c)
        #expect(abs(s[channel] - 1 - mine.reduce(0) { $0 + exact[$1] }) < 1e-4)
        #expect(abs(q[channel] - 1 - mine.reduce(0) { $0 + exact[$1] * Double(z[$1] - mean[channel]) }) < 1e-3)
      }
      var sloped = dy
      kernels.slope(rows * c, activation.rawValue, &sloped, z)
      expect(sloped, dy.indices.map { Double(dy[$0]) * activate(activation, Double(z[$0])).slope })
    }
  }

  @Test(arguments: levels, Nonlinearity.allCases) func whatIsNoNumberPassesActivationsAndClipping(
    level: KernelLevel, activation: Nonlinearity
  )
    throws
  {
    let kernels = try level.table().pointee
    for c in Self.channels {
      for place in 0..<c {
        var z = normals(c, "z"), y = z, g = z
        z[place] = .nan
        kernels.apply(1, c, activation.rawValue, z, c, nil, nil, nil, &y, c)
        #expect(y.indices.allSatisfy { y[$0].isNaN == ($0 == place) })
        g[place] = .nan
        kernels.clip(c, &g, 1, 0.5)
        #expect(g.indices.allSatisfy { g[$0].isNaN ? $0 == place : abs(g[$0]) <= 0.5 })
      }
    }
  }

  @Test(arguments: levels) func whatIsNoNumberIsTheLargestWhereverItStandsInAWindow(level: KernelLevel) throws {
    let kernels = try level.table().pointee
    for c in Self.channels {
      for place in 0..<9 {
        var image = normals(9 * c, "image"), largest = [Float](repeating: 0, count: c)
        for channel in stride(from: 0, to: c, by: 2) { image[place * c + channel] = .nan }
        kernels.max_pool(3, 0, 3, image, 3, 3, c, 1, 1, &largest)
        for channel in 0..<c {
          let window = (0..<9).map { image[$0 * c + channel] }
          #expect(channel % 2 == 0 ? largest[channel].isNaN : largest[channel] == window.max())
        }
      }
    }
  }

  @Test(arguments: levels) func sumsAndLinearRows(level: KernelLevel) throws {
    let kernels = try level.table().pointee, rows = 9
    for c in Self.channels {
      let z = normals(rows * c, "z"), dy = normals(rows * c, "dy"), A = normals(c, "A"), B = normals(c, "B"), C = normals(c, "C")
      var s = [Double](repeating: 0, count: c), q = s
      kernels.sums(rows, c, z, &s, &q)
      for channel in 0..<c {
        let mine = stride(from: channel, to: rows * c, by: c).map { Double(z[$0]) }
        let sum: Double = mine.reduce(0, +), squares: Double = mine.reduce(0) { $0 + $1 * $1 }
        #expect(abs(s[channel] - sum) < 1e-5)
        #expect(abs(q[channel] - squares) < 1e-5)
      }
      var dz = [Float](repeating: 7, count: rows * (c + 2))
      kernels.derive(rows, c, dy, z, A, B, C, &dz, c + 2)
      for row in 0..<rows {
        for i in 0..<c {
          let exact = Double(A[i]) * Double(dy[row * c + i]) + Double(B[i]) * Double(z[row * c + i]) + Double(C[i])
          #expect(abs(Double(dz[row * (c + 2) + i]) - exact) < 1e-5)
        }
        #expect(dz[row * (c + 2) + c] == 7)
      }
      var y = [Float](repeating: 0, count: c)
      kernels.mean(rows, c, z, 0.25, &y)
      expect(y, s.map { $0 / 4 })
      var spread = dy
      kernels.spread(1, rows, c, A, 2, &spread)
      let doubled = dy.indices.map { 2 * Double(A[$0 % c]) }
      expect(spread, zip(dy, doubled).map { Double($0) + $1 })
      kernels.spread(0, rows, c, A, 2, &spread)
      expect(spread, doubled)
      kernels.add(rows * c, -3, z, &spread)
      expect(spread, zip(doubled, z).map { $0 - 3 * Double($1) })
    }
  }

  /// Exact copies and sums, and nothing between them is touched; lists end where their memory does.
  @Test(arguments: levels) func channelsThatLieEquallyFarApart(level: KernelLevel) throws {
    let kernels = try level.table().pointee, rows = 3
    for count in [1, 3, 4, 7, 8, 15, 16, 31, 61] {
      for (stepx, stepy) in [(1, 1), (2, 1), (1, 2), (3, 1), (1, 4), (2, 2)] {
        let ldx = (count - 1) * stepx + 1, ldy = (count - 1) * stepy + 1
        let x = normals(rows * ldx, "x"), y = normals(rows * ldy, "y")
        for adds in [false, true] {
          var found = y, exact = y
          kernels.strided(adds ? 1 : 0, rows, count, x, ldx, stepx, &found, ldy, stepy)
          for row in 0..<rows {
            for c in 0..<count { exact[row * ldy + c * stepy] = x[row * ldx + c * stepx] + (adds ? y[row * ldy + c * stepy] : 0) }
          }
          #expect(found == exact, "\(count) channels, \(stepx) and \(stepy) apart")
        }
      }
    }
  }

  @Test(arguments: levels) func products(level: KernelLevel) throws {
    let kernels = try level.table().pointee
    for (rows, depth, outputs) in [(1, 1, 1), (5, 3, 10), (26, 24, 61), (49, 17, 104), (13, 61, 3), (30, 9, 8), (7, 27, 16), (11, 32, 48)] {
      let x = normals(rows * (depth + 1), "x"), w = normals(depth * outputs, "w"), z = normals(rows * (outputs + 2), "z")
      var packed = [Float](repeating: 0, count: depth * outputs), result = z
      kernels.pack(depth, outputs, w, outputs, 1, &packed)
      kernels.product(1, rows, depth, outputs, x, depth + 1, packed, &result, outputs + 2, x, z, min(x.count, z.count))
      var dw = w
      kernels.outer(rows, depth, outputs, x, depth + 1, z, outputs + 2, &dw, x, z, min(x.count, z.count))
      for j in 0..<outputs {
        for row in 0..<rows {
          var exact = Double(z[row * (outputs + 2) + j])
          for k in 0..<depth { exact += Double(x[row * (depth + 1) + k]) * Double(w[k * outputs + j]) }
          #expect(abs(Double(result[row * (outputs + 2) + j]) - exact) < 3e-5)
        }
        for k in 0..<depth {
          var exact = Double(w[k * outputs + j])
          for row in 0..<rows { exact += Double(x[row * (depth + 1) + k]) * Double(z[row * (outputs + 2) + j]) }
          #expect(abs(Double(dw[k * outputs + j]) - exact) < 3e-5)
        }
      }
      for row in 0..<rows { #expect(result[row * (outputs + 2) + outputs] == z[row * (outputs + 2) + outputs], "the gap stays") }
      let transpose = (0..<depth * outputs).map { w[$0 % depth * outputs + $0 / depth] }
      var again = packed
      kernels.pack(depth, outputs, transpose, 1, depth, &again)
      #expect(again == packed, "a transposed matrix packs alike")
    }
  }

  @Test func patchesAndTheirMirrorImage() {
    let (k, stride, dilation, height, width, c) = (3, 2, 2, 9, 8, 5), rows = 3, columns = 2
    let image = normals(height * width * (c + 1), "image"), back = normals(rows * columns * k * k * c, "back")
    var patches = back, scattered = image
    kernel_patches(Int32(k), Int32(stride), Int32(dilation), image, width, c + 1, c, rows, columns, &patches)
    kernel_unpatches(Int32(k), Int32(stride), Int32(dilation), back, width, c + 1, c, rows, columns, &scattered)
    var exact = image.map(Double.init), at = 0
    for y in 0..<rows {
      for x in 0..<columns {
        for ky in 0..<k {
          for kx in 0..<k {
            for i in 0..<c {
              let from = ((y * stride + ky * dilation) * width + x * stride + kx * dilation) * (c + 1) + i
              #expect(patches[at] == image[from])
              exact[from] += Double(back[at])
              at += 1
            }
          }
        }
      }
    }
    expect(scattered, exact)
  }

  @Test func sumsOfSquaresAndTheFirstUnnumber() {
    for count in [0, 1, 7, 8, 61] {
      var values = normals(count, "values")
      #expect(abs(kernel_squares(count, values) - values.reduce(0) { $0 + Double($1) * Double($1) }) < 1e-9)
      #expect(kernel_finite(count, values) == count)
      for (place, unnumber) in [(count - 1, Float.nan), (count / 2, -.infinity)] where place >= 0 && count > 0 {
        values[place] = unnumber
        #expect(kernel_finite(count, values) == place)
      }
    }
  }
}
