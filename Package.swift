// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
]

/// For targets in which a command spends no time worth saving: a build is a quarter shorter.
let unoptimized = strict + [.unsafeFlags(["-Onone"])]

/// A library target: one room of the house.
func room(_ name: String, on dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = strict) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Its tests, which mirror its sources.
func tests(of name: String, on more: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "Fixtures"] + more, resources: resources, swiftSettings: unoptimized)
}

let package = Package(
  name: "concord",
  products: [.executable(name: "concord", targets: ["concord"])],
  // The versions that tests ran with, exactly: two clones of one revision build the same.
  dependencies: [
    // Commands, help, completion.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Starting gnuplot, workers, and the command in tests.
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    // Experiments.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // The template of the HTML report.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // Matrix products, one thread a call.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    // Run files.
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    // SHA-256.
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // Compressed data sets.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    // Regular expressions whose matching is bounded.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    // Photographs.
    .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg62-turbo-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    // Their decoders, whose errors are long jumps.
    .target(name: "CImaging", dependencies: ["CJPEG", "CPNG"], cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    // Hot loops in C; one constant table per instruction set.
    .target(
      name: "CKernels",
      cSettings: [
        .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno", "-Wall", "-Wextra", "-Werror", "-Wno-psabi", "-Wno-unused-function"])
      ]),
    // Starting workers that die with their parent, catching Ctrl-C.
    .target(name: "CProcesses", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),

    // Counter-based random streams addressed by name.
    room("Streams"),
    // Canonical JSON and SHA-256: the identity of specs, spaces, data and files.
    room("Digests", on: ["CCrypto"]),
    // Rank correlation, intervals, reference lines, verdicts: docs/statistics.md.
    room("Statistics", on: ["Streams", "COpenBLAS"]),
    // What errors say of names and values: escaped, cut, a dozen of many.
    room("Texts"),
    // Compressed files, their content bounded.
    room("Compression", on: ["CZlib", "CLzma"]),
    // Pictures from files, and what is done to them before a net sees them.
    room("Imaging", on: ["Streams", "CImaging"]),
    // Image sets, splits, augmentation, batches.
    room("Datasets", on: ["Imaging", "Compression", "Streams", "Digests"]),
    // Search spaces as values: operations, choices, architectures, costs. Knows no Engine.
    room("Spaces", on: ["Streams", "Digests", "Texts"]),
    // Numbers, no architecture search: views, instructions, plans, the executor and its team.
    room("Engine", on: ["Streams", "CKernels", "COpenBLAS"]),
    // How one optimiser step chooses what to train; one file a strategy.
    room("Strategies", on: ["Spaces", "Streams"]),
    // Searchers that are asked for nets and told their scores; knows neither training nor files.
    room("Search", on: ["Spaces", "Statistics", "Streams"]),
    // Subnets of a space become plans, under a task; knows neither data nor strategies.
    room("Networks", on: ["Engine", "Spaces", "Streams"]),
    // Training under a strategy, one-shot scoring, snapshots as values.
    room("Training", on: ["Networks", "Engine", "Datasets", "Spaces", "Strategies", "Streams"]),
    // Nets ranked by one minibatch before any training, one file a proxy.
    room("Proxies", on: ["Networks", "Engine", "Datasets", "Spaces", "Streams"]),
    // The typed run file; the only room that knows HDF5.
    room("Store", on: ["Digests", "Texts", "CHDF5"]),
    // Scores as anyone wrote them: delimited text, JSON, HDF5 and others become columns.
    room("Scores", on: ["Statistics", "Compression", "Store", "Texts", "CPCRE2"]),
    // Weights in and out: safetensors, PyTorch's names and layouts, published nets whose weights were released.
    room("Weights", on: ["Training", "Networks", "Engine", "Spaces", "Datasets", "Imaging", "Statistics", "Store", "Digests", "Texts"]),
    // Jobs by digest, the graph of their inputs, staleness, workers, launchers, progress.
    room(
      "Jobs",
      on: [
        "Search", "Training", "Proxies", "Networks", "Strategies", "Spaces", "Engine", "Datasets", "Store", "Streams", "Digests", "Texts",
        "CProcesses",
      ]),

    // From run files alone: how truly supernets rank, and what that supports.
    room("Analysis", on: ["Statistics", "Scores", "Store", "Spaces", "Streams", "Digests", "Texts"]),
    // Figures (gnuplot), tables, the one-file HTML report.
    room(
      "Reporting",
      on: [
        "Analysis", "Scores", "Spaces", "Statistics", "Streams", "Digests", "Texts",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"), .product(name: "Mustache", package: "swift-mustache"),
      ], unoptimized),
    // Declared experiments: their YAML, their jobs, their studies.
    room(
      "Experiments",
      on: [
        "Jobs", "Reporting", "Analysis", "Statistics", "Search", "Training", "Proxies", "Networks", "Engine", "Strategies", "Spaces",
        "Datasets",
        "Store", "Streams", "Digests", "Yams",
      ], unoptimized),

    // The command.
    .executableTarget(
      name: "concord",
      dependencies: [
        "Experiments", "Reporting", "Jobs", "Weights", "Search", "Training", "Networks", "Analysis", "Scores", "Engine", "Spaces",
        "Statistics", "Datasets", "Imaging", "Store", "Streams", "Digests", "Texts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: unoptimized),

    // What one core of this machine can do at most: multiply-adds in registers, streams from memory.
    .target(
      name: "CMachine", path: "Benchmarks/Performance/Sources/CMachine", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),
    // Speed of training, scoring and statistics, measured in one run beside the peers; built with the tests, so that it cannot rot.
    .executableTarget(
      name: "performance",
      dependencies: [
        "Reporting", "Training", "Networks", "Engine", "Datasets", "Strategies", "Spaces", "Statistics", "Streams", "CMachine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Benchmarks/Performance/Sources/performance", swiftSettings: unoptimized),

    // What tests read: golden values, shared data where present, injured inputs.
    .target(name: "Fixtures", dependencies: ["Streams", "CZlib", "CLzma"], path: "Tests/Fixtures", swiftSettings: strict),
    // Reverse-mode differentiation in Double, the oracle of every gradient.
    .target(name: "GradientOracle", dependencies: ["Engine"], path: "Tests/GradientOracle", swiftSettings: strict),
    // Run files of a study whose truth is known.
    .target(
      name: "SimulatedStudies", dependencies: ["Analysis", "Digests", "Spaces", "Store", "Streams"], path: "Tests/SimulatedStudies",
      swiftSettings: strict),
    // A kind of job that no list of the house knows.
    .target(name: "ToyKinds", dependencies: ["Jobs", "Store", "Digests"], path: "Tests/ToyKinds", swiftSettings: strict),
    tests(of: "Streams"),
    tests(of: "Digests"),
    tests(of: "Texts"),
    tests(of: "Imaging", on: ["Digests", "Streams"]),
    tests(of: "Datasets", on: ["Imaging", "Digests", "Streams"]),
    tests(of: "Spaces", on: ["Streams", "Digests"]),
    tests(of: "Engine", on: ["Streams", "CKernels", "GradientOracle"]),
    tests(of: "Strategies", on: ["Spaces", "Streams"]),
    tests(of: "Search", on: ["Spaces", "Statistics", "Streams"]),
    tests(of: "Statistics", on: ["Streams"]),
    tests(of: "Analysis", on: ["Digests", "SimulatedStudies", "Spaces", "Statistics", "Store", "Streams"]),
    tests(of: "Store", on: ["Digests", "Streams"]),
    tests(of: "Compression"),
    tests(of: "Scores", on: ["Statistics", "Store", "Streams"]),
    tests(of: "Reporting", on: ["Analysis", "Digests", "Scores", "SimulatedStudies", "Spaces", "Statistics", "Streams"]),
    tests(of: "Networks", on: ["Engine", "GradientOracle", "Spaces", "Streams"]),
    tests(
      of: "Weights", on: ["Training", "Networks", "Engine", "Spaces", "Datasets", "Imaging", "Statistics", "Store", "Digests", "Streams"]),
    tests(of: "Training", on: ["Datasets", "Imaging", "Engine", "Networks", "Spaces", "Strategies", "Streams"]),
    tests(of: "Proxies", on: ["Datasets", "Engine", "Networks", "Spaces", "Streams"]),
    tests(
      of: "concord",
      on: [
        "Analysis", "Experiments", "Scores", "SimulatedStudies", "Spaces", "Statistics", "Weights", "Store", "Streams", "Digests",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    tests(
      of: "Jobs",
      on: [
        "ToyKinds", "Store", "Digests", "Search", "Proxies", "Networks", "Training", "Strategies", "Spaces", "Engine", "Datasets",
        "Streams",
      ]),
    // Same seed, same bits: also killed at any moment and taken up again, on any number of threads.
    .testTarget(
      name: "ReproducibilityTests",
      dependencies: [
        "concord", "Fixtures", "Experiments", "Jobs", "Search", "Training", "Proxies", "Networks", "Strategies", "Spaces", "Engine",
        "Datasets", "Store", "Streams", "Digests",
        .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: unoptimized),
    // Every parser against injured inputs: no crash, no hang, named errors alone.
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Analysis", "concord", "Fixtures", "Experiments", "Jobs", "Scores", "SimulatedStudies", "Weights", "Store", "Spaces", "Datasets",
        "Imaging",
        "Streams", "Digests",
      ],
      swiftSettings: unoptimized),
    tests(
      of: "Experiments",
      on: [
        "Analysis", "SimulatedStudies", "ToyKinds", "Jobs", "Reporting", "Search", "Store", "Digests", "Training", "Proxies", "Datasets",
        "Engine", "Strategies", "Spaces", "Statistics",
      ]),
  ])
