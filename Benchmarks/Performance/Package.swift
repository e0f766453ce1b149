// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "performance",
  dependencies: [.package(name: "concord", path: "../..")],
  targets: [
    // Speed of training, scoring and statistics, measured in one run.
    .executableTarget(
      name: "performance", dependencies: [.product(name: "Rooms", package: "concord")],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error)])
  ])
