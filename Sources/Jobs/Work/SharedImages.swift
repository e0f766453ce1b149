package import Datasets
internal import Digests
internal import Store

/// The prepared images that the jobs of a results folder share: the first that needs them makes the file, others wait for it and read it.
///
/// Reading takes a second for a gigabyte; decompressing, hashing and shrinking the official files takes ten for CIFAR-10 as xz.
package struct SharedImages {
  /// `results/prepared`.
  package let folder: String

  package init(results: String) { folder = "\(results)/prepared" }

  /// The images of the spec, made by `make` where no sound file of them is there. `pause` is called while another process makes them;
  /// what it throws ends the wait. Synthetic images are made anew each time, and photographs stay
  /// in their folder, where patches are cut anew in every epoch.
  package func images(_ spec: DataSpec, pause: () throws -> Void, make: () throws -> PreparedData) throws -> PreparedData {
    if case .synthetic = spec.source { return try make() }
    if spec.source.isStreamed || spec.source.factor != nil { return try make() }
    // The arithmetic is part of the key, for it is what a change of the preparation raises.
    let key = Digest(of: "\(Job.numerics)\n\(try CanonicalJSON.text(spec))".utf8)
    let file = PreparedFile("\(folder)/\(key).images", key: key)
    if let images = try file.read() { return images }
    try AtomicFile.makeFolder(folder)
    let lock = try JobLock("\(folder)/\(key).lock") { _ in try pause() }
    if let images = try file.read() { return images }
    try AtomicFile.removeStale(of: file.path)
    let images = try make()
    try AtomicFile.replace(file.path, follows: false) { write in try file.content(of: images, to: write) }
    _ = consume lock
    return images
  }
}
