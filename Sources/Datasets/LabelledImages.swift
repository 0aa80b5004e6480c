import Primavera

/// Images with the class that each belongs to.
public struct LabelledImages: Sendable {
    /// `[N, C, H, W]`, from 0 (black) to 1 (white).
    public let images: Tensor
    /// N numbers of classes.
    public let labels: [Int]
    /// The names of the classes, in the order of their numbers.
    public let classNames: [String]

    /// Images `[N, C, H, W]` and N labels.
    public init(images: Tensor, labels: [Int], classNames: [String]) {
        self.images = images
        self.labels = labels
        self.classNames = classNames
    }

    /// N, how many images there are.
    public var count: Int { labels.count }

    /// The labels as rows with a single 1, `[N, K]`.
    public var oneHotLabels: Tensor { Tensor.oneHot(labels, classes: classNames.count) }

    /// Each image as one row, `[N, C·H·W]`.
    public var flattened: Tensor { images.reshaped([count, -1]) }

    /// The images with these numbers, in this order.
    public func selecting(_ indices: [Int]) -> LabelledImages {
        LabelledImages(
            images: images.gathered(indices), labels: indices.map { labels[$0] },
            classNames: classNames)
    }

    /// A stretch of the images.
    public subscript(range: Range<Int>) -> LabelledImages {
        LabelledImages(
            images: images.slice(range), labels: Array(labels[range]), classNames: classNames)
    }
}

/// Rows of measurements with the class that each belongs to.
public struct LabelledVectors: Sendable {
    /// `[N, D]`
    public let features: Tensor
    /// N numbers of classes.
    public let labels: [Int]
    /// The names of the D columns.
    public let featureNames: [String]
    /// The names of the classes, in the order of their numbers.
    public let classNames: [String]

    /// Rows `[N, D]` and N labels.
    public init(
        features: Tensor, labels: [Int], featureNames: [String], classNames: [String]
    ) {
        self.features = features
        self.labels = labels
        self.featureNames = featureNames
        self.classNames = classNames
    }

    /// N, how many rows there are.
    public var count: Int { labels.count }

    /// The rows with these numbers, in this order.
    public func selecting(_ indices: [Int]) -> LabelledVectors {
        LabelledVectors(
            features: features.gathered(indices), labels: indices.map { labels[$0] },
            featureNames: featureNames, classNames: classNames)
    }

    /// Only some of the features, by their position.
    public func features(_ columns: [Int]) -> LabelledVectors {
        LabelledVectors(
            features: features.transposed().gathered(columns).transposed(), labels: labels,
            featureNames: columns.map { featureNames[$0] }, classNames: classNames)
    }
}
