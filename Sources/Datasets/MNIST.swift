import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Handwritten digits, 28 × 28: the 5,000 that come with the course, or all 70,000 from a folder.
///
/// ```swift
/// let digits = try MNIST.embedded()
/// digits.train.images.shape      // [4000, 1, 28, 28]
/// digits.test.count              // 1000
/// ```
/// LeCun, Cortes and Burges 1998.
public enum MNIST {
    /// 4,000 digits to train and 1,000 to test, as many of each class.
    public static func embedded() throws -> (train: LabelledImages, test: LabelledImages) {
        func part(_ name: String) throws -> LabelledImages {
            try images(
                Resources.path("digits-\(name)-images-idx3-ubyte.gz"),
                labels: Resources.path("digits-\(name)-labels-idx1-ubyte.gz"))
        }
        return (try part("train"), try part("test"))
    }

    /// The four original files from a folder, as they are or as `.gz`.
    ///
    /// - Throws: `InputError` when the folder or a file is missing, damaged, or does not fit
    public static func read(
        from folder: String
    ) throws -> (train: LabelledImages, test: LabelledImages) {
        var status = stat()
        if stat(folder, &status) != 0 {
            throw InputError("There is no folder \(folder): check the path after --data.")
        }
        if status.st_mode & S_IFMT != S_IFDIR {
            throw InputError("\(folder) is not a folder: --data takes the folder of the files.")
        }
        return (try part("train", of: folder), try part("t10k", of: folder))
    }

    /// The images and labels of one part, `train` or `t10k`.
    static func part(_ name: String, of folder: String) throws -> LabelledImages {
        try images(
            find("\(name)-images", "idx3-ubyte", in: folder),
            labels: find("\(name)-labels", "idx1-ubyte", in: folder))
    }

    /// Some copies have a point where the original names have a hyphen.
    private static func find(_ name: String, _ kind: String, in folder: String) throws -> String {
        for ending in ["-\(kind)", "-\(kind).gz", ".\(kind)", ".\(kind).gz"] {
            let path = folder + "/" + name + ending
            if access(path, F_OK) == 0 { return path }
        }
        throw InputError(
            "\(folder) has no file \(name)-\(kind) (or .gz): the four files of MNIST belong there.")
    }

    private static func images(_ path: String, labels labelPath: String) throws -> LabelledImages {
        let images = try IDX(path: path)
        let labels = try IDX(path: labelPath)
        guard images.shape.count == 3, images.shape[1...] == [28, 28] else {
            throw InputError("\(path) holds \(images.shape), not images of 28 × 28.")
        }
        if labels.shape != [images.shape[0]] {
            throw InputError(
                "\(labelPath) has \(labels.shape.first ?? 0) labels for the \(images.shape[0]) "
                    + "images of \(path): the two files do not belong together.")
        }
        if images.shape[0] == 0 { throw InputError("\(path) holds no images.") }
        if let wrong = labels.bytes.firstIndex(where: { $0 > 9 }) {
            throw InputError(
                "\(labelPath) has the label \(labels.bytes[wrong]) at position \(wrong); digits "
                    + "are 0 to 9.")
        }
        return LabelledImages(
            images: Tensor(bytes: images.bytes, shape: [images.shape[0], 1, 28, 28]),
            labels: labels.bytes.map(Int.init), classNames: (0...9).map(String.init))
    }
}

extension Tensor {
    /// Bytes 0 … 255 as Floats 0 … 1.
    init(bytes: [UInt8], shape: [Int]) {
        self = Tensor.zeros(shape)
        withUnsafeMutablePointer { pixels in
            for (index, byte) in bytes.enumerated() { pixels[index] = Float(byte) / 255 }
        }
    }
}
