extension Space {
  /// Throws `SpaceError.invalid` at the first field that cannot be built, lowered or read back.
  ///
  /// What passes has shapes everywhere (each candidate gives what its place asks for, sums meet in one shape, the head gives
  /// one value a class), costs that fit in an `Int`, texts of architectures that read back, and a symmetry that keeps costs.
  public func validate() throws(SpaceError) {
    try check(!name.isEmpty, "name", "is empty")
    if let upscaling {
      try check((1...16).contains(upscaling), "upscaling", "should be 1 to 16, not \(upscaling)")
      try check(classes == 0, "classes", "should be 0 where an image is given, not \(classes)")
      try check(auxiliary == nil, "auxiliary", "reads classes, and the head gives an image: leave it out")
    } else {
      try check((2...1_000_000).contains(classes), "classes", "should be 2 to 1,000,000, not \(classes)")
    }
    for (side, length) in [("height", input.height), ("width", input.width)] {
      try check((1...8192).contains(length), "input.\(side)", "should be 1 to 8,192, not \(length)")
    }
    try check(Limits.channels.contains(input.channels), "input.channels", "should be 1 to 65,536, not \(input.channels)")
    try validateChoices()
    for (number, layer) in stem.enumerated() { try check(layer, "stem[\(number)]", inPlace: false) }
    for (number, layer) in head.enumerated() { try check(layer, "head[\(number)]", inPlace: false) }
    let shapes = try checkedShapes()
    try validate(head, "head", reading: shapes[nodes.count])
    try validateAuxiliary(shapes)
    try validateUse()
    try validateSymmetry()
    try check(skips == nil || hasSkips, "skips", "are said to be linear, and no place has one")
  }

  /// Throws unless the condition holds; the reason goes on from the field's name.
  func check(_ condition: Bool, _ field: String, _ reason: String) throws(SpaceError) {
    guard condition else { throw .invalid(space: name, field: field, reason: reason) }
  }

  /// Names that texts can hold and tell apart, and layers that are sound by themselves.
  private func validateChoices() throws(SpaceError) {
    var seen: Set<String> = []
    for (number, choice) in choices.enumerated() {
      let field = "choices[\(number)]"
      try check(!choice.name.isEmpty, "\(field).name", "is empty")
      try check(seen.insert(choice.name).inserted, "\(field).name", "'\(choice.name)' is an earlier choice's name too")
      try check(!choice.candidates.isEmpty, "\(field).candidates", "is empty: a choice has at least one candidate")
      var names: Set<String> = []
      for (index, operation) in choice.candidates.enumerated() {
        let field = "\(field).candidates[\(index)]"
        try check(names.insert(operation.name).inserted, "\(field).name", "'\(operation.name)' is an earlier candidate's name too")
        try check(
          !operation.name.isEmpty && operation.name != "-" && !operation.name.contains { $0 == "," || $0 == "+" || $0.isWhitespace }
            && !operation.name.utf8.allSatisfy { (48...57).contains($0) },
          "\(field).name",
          "'\(operation.name)' cannot stand in the text of an architecture: no comma, plus or space, not digits alone, not '-'")
        if let owner = operation.weightsOf { try checkOwner(of: operation, owner, choice.candidates[..<index], field) }
        for (layer, value) in operation.layers.enumerated() { try check(value, "\(field).layers[\(layer)]", inPlace: true) }
        for (layer, value) in (operation.reducing ?? []).enumerated() { try check(value, "\(field).reducing[\(layer)]", inPlace: true) }
      }
    }
  }

  /// Layers that end in one value a class, or in an image.
  private func validate(_ head: [Layer], _ field: String, reading input: ImageShape) throws(SpaceError) {
    let scores = try checkedOutput(head, field, Placement(input: input, outputs: input.channels, stride: 1))
    if let image = outputImage {
      return try check(scores == image, field, "gives \(scores.text) where an image of \(image.text) is needed")
    }
    let wanted = ImageShape(height: 1, width: 1, channels: classes)
    try check(
      scores == wanted, field, "gives \(scores.text) where \(wanted.text) is needed: end it with a linear layer of \(classes) outputs")
  }

  private func validateAuxiliary(_ shapes: [ImageShape]) throws(SpaceError) {
    guard let auxiliary else { return }
    try check(shapes.indices.contains(auxiliary.node), "auxiliary.node", "is \(auxiliary.node), and there are nodes 0 to \(nodes.count)")
    try check(auxiliary.weight > 0 && auxiliary.weight <= 1, "auxiliary.weight", "should be above 0 and at most 1, not \(auxiliary.weight)")
    for (number, layer) in auxiliary.layers.enumerated() { try check(layer, "auxiliary.layers[\(number)]", inPlace: false) }
    try validate(auxiliary.layers, "auxiliary.layers", reading: shapes[auxiliary.node])
  }

  /// As `shapes`, each step proved before it is taken.
  private func checkedShapes() throws(SpaceError) -> [ImageShape] {
    try check(nodes.count <= 10_000, "nodes", "are \(nodes.count): at most 10,000 are supported")
    var shapes = [try checkedOutput(stem, "stem", Placement(input: input, outputs: input.channels, stride: 1))]
    for (number, node) in nodes.enumerated() {
      let field = "nodes[\(number)]"
      switch node {
      case .place(let choice, let from, let channels, let stride):
        try check(choices.indices.contains(choice), "\(field).place.choice", "is \(choice), and there are \(choices.count) choices")
        try check(shapes.indices.contains(from), "\(field).place.from", "is \(from): a node reads an earlier one, 0 to \(number)")
        try check(Limits.channels.contains(channels), "\(field).place.channels", "should be 1 to 65,536, not \(channels)")
        try check(Limits.strides.contains(stride), "\(field).place.stride", "should be 1 to 16, not \(stride)")
        let place = Placement(input: shapes[from], outputs: channels, stride: stride)
        let wanted = shapes[from].strided(by: stride, channels: channels)
        for (index, operation) in choices[choice].candidates.enumerated() {
          let table = stride > 1 && operation.reducing != nil ? "reducing" : "layers"
          let found = try checkedOutput(operation.layers(stride: stride), "choices[\(choice)].candidates[\(index)].\(table)", place)
          try check(
            found == wanted, "choices[\(choice)].candidates[\(index)]",
            "'\(operation.name)' gives \(found.text) at \(field), which asks for \(wanted.text): use the widths and strides of its place")
          try checkWeights(of: operation, among: choices[choice].candidates, place, "choices[\(choice)].candidates[\(index)]")
        }
        shapes.append(wanted)
      case .layers(let layers, let from, let channels):
        try check(shapes.indices.contains(from), "\(field).layers.from", "is \(from): a node reads an earlier one, 0 to \(number)")
        try check(Limits.channels.contains(channels), "\(field).layers.channels", "should be 1 to 65,536, not \(channels)")
        for (layer, value) in layers.enumerated() { try check(value, "\(field).layers.layers[\(layer)]", inPlace: true) }
        let found = try checkedOutput(layers, "\(field).layers.layers", Placement(input: shapes[from], outputs: channels, stride: 1))
        try check(found.channels == channels, "\(field).layers.channels", "is \(channels), and the layers give \(found.channels)")
        shapes.append(found)
      case .sum(let terms): shapes.append(try checkedMeeting(terms, "\(field).sum", shapes, channelsToo: true))
      case .concatenation(let parts): shapes.append(try checkedMeeting(parts, "\(field).concatenation", shapes, channelsToo: false))
      }
    }
    return shapes
  }

  /// The shape in which nodes meet: summed with equal channels, or concatenated.
  private func checkedMeeting(_ parts: [Int], _ field: String, _ shapes: [ImageShape], channelsToo: Bool) throws(SpaceError) -> ImageShape {
    try check(!parts.isEmpty, field, "is empty")
    for part in parts {
      try check(shapes.indices.contains(part), field, "names node \(part): a node reads earlier ones, 0 to \(shapes.count - 1)")
      let shape = shapes[part], first = shapes[parts[0]]
      try check(
        shape.height == first.height && shape.width == first.width && (!channelsToo || shape.channels == first.channels), field,
        "meets \(first.text) of node \(parts[0]) and \(shape.text) of node \(part)")
    }
    var result = shapes[parts[0]]
    if !channelsToo { result.channels = parts.reduce(0) { $0 + shapes[$1].channels } }
    try check(Limits.channels.contains(result.channels), field, "gives \(result.channels) channels: 65,536 at most")
    return result
  }

  /// Every choice is applied, and every node but the last is read.
  private func validateUse() throws(SpaceError) {
    var used: Set<Int> = [], read: Set<Int> = [nodes.count]
    for node in nodes {
      read.formUnion(node.reads)
      if case .place(let choice, _, _, _) = node { used.insert(choice) }
    }
    for number in choices.indices { try check(used.contains(number), "choices[\(number)]", "no node applies it") }
    for number in 0...nodes.count {
      try check(read.contains(number), number == 0 ? "stem" : "nodes[\(number - 1)]", "nothing reads its output, node \(number)")
    }
  }
}
