extension DataSource {
  /// The files that loading would read, found and not opened; nil where the images come from no file or one is missing.
  ///
  /// - Parameter environment: where `CONCORD_DATA`, a folder of data sets, is looked up.
  package func files(environment: [String: String]) -> [String]? {
    switch self {
    case .fashionMNIST(let folder): Publication.fashionMNIST.paths(in: folder, environment)
    case .cifar10(let folder): Publication.cifar10.paths(in: folder, environment)
    case .cifar100(let folder): Publication.cifar100.paths(in: folder, environment)
    case .synthetic, .imageFolder, .imagePairs, .declared: nil
    }
  }
}
