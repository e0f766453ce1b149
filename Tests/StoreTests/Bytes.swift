import FoundationEssentials

/// Bytes of a file.
func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

/// Makes a file of these bytes.
func put(_ bytes: Data, _ path: String) throws { try bytes.write(to: URL(filePath: path)) }
