// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "performance",
  dependencies: [
    .package(name: "concord", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // What one core of this machine can do at most: multiply-adds in registers, streams from memory.
    .target(name: "CMachine", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),
    // Speed of training, scoring and statistics, measured in one run beside the peers.
    .executableTarget(
      name: "performance",
      dependencies: [
        "CMachine", .product(name: "Rooms", package: "concord"), .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error)]),
  ])
