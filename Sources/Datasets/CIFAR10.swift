import Primavera

/// CIFAR-10: 32 × 32 pixels in colour, ten classes. Krizhevsky 2009.
///
/// Its binary version has 3,073 bytes an image: the label, then red, green and blue row by row.
public enum CIFAR10 {
    /// Ten, in the order of the labels.
    public static let classNames = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    /// `data_batch_1.bin` to `data_batch_5.bin` (those that are there) and `test_batch.bin`, as they
    /// are or as `.gz`.
    ///
    /// - Throws: `InputError` when a file is missing, cut off, or holds a label above 9
    public static func read(
        from folder: String
    ) throws -> (train: LabelledImages, test: LabelledImages) {
        let parts = (1...5).compactMap { find("data_batch_\($0).bin", in: folder) }
        guard !parts.isEmpty, let test = find("test_batch.bin", in: folder) else {
            throw InputError(
                "\(folder) has no data_batch_1.bin and test_batch.bin (or .gz): the binary version of "
                    + "CIFAR-10 belongs there.")
        }
        return (try images(parts), try images([test]))
    }

    private static func find(_ name: String, in folder: String) -> String? {
        [name, name + ".gz"].map { folder + "/" + $0 }.first { isReadable($0) }
    }

    private static func images(_ paths: [String]) throws -> LabelledImages {
        var pixels: [UInt8] = []
        var labels: [Int] = []
        for path in paths {
            var bytes = try readFile(path)
            if Gzip.isGzip(bytes) { bytes = try Gzip.unpacked(bytes, name: path) }
            if bytes.isEmpty || bytes.count % 3_073 != 0 {
                throw InputError(
                    "\(path) was cut off, or is not CIFAR-10's binary version: \(bytes.count) bytes are "
                        + "not a multiple of 3073.")
            }
            for start in stride(from: 0, to: bytes.count, by: 3_073) {
                if bytes[start] > 9 {
                    throw InputError(
                        "\(path) has the label \(bytes[start]) at image \(start / 3_073); they are 0 to "
                            + "9.")
                }
                labels.append(Int(bytes[start]))
                pixels += bytes[start + 1..<start + 3_073]
            }
        }
        return LabelledImages(
            images: Tensor(bytes: pixels, shape: [labels.count, 3, 32, 32]), labels: labels,
            classNames: classNames)
    }
}
