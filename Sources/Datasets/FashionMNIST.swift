#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Garments in the format of MNIST: 28 × 28, grey, ten kinds.
///
/// Xiao, Rasul and Vollgraf 2017. Debian and Ubuntu have it as the package `dataset-fashion-mnist`.
public enum FashionMNIST {
    /// Ten, in the order of the labels.
    public static let classNames = [
        "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "ankle boot",
    ]

    /// Where Debian's package puts its files, if it is installed.
    public static var installedFolder: String? {
        let folder = "/usr/share/datasets/fashion-mnist"
        return access(folder + "/t10k-images-idx3-ubyte.gz", R_OK) == 0 ? folder : nil
    }

    /// The 10,000 test images from a folder of the original files, as they are or as `.gz`.
    ///
    /// - Throws: `InputError` when a file is missing, damaged, or does not fit
    public static func test(from folder: String) throws -> LabelledImages {
        let images = try MNIST.part("t10k", of: folder)
        return LabelledImages(
            images: images.images, labels: images.labels, classNames: classNames)
    }
}
