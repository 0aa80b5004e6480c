import Primavera

/// Ten surfaces: crops of 32 × 32 pixels in colour, out of ten photographs.
///
/// Each photograph is cut into upright bands of 40 columns. Every third band is for the test alone: no
/// crop to learn from touches a pixel of it. So a network must know the surface, not the picture.
public enum Surfaces {
    /// Ten, in the order of the labels.
    public static let classNames = [
        "brick", "grass", "gravel", "lawn", "fur", "cup", "suit", "stars", "eye", "writing",
    ]

    private static let size = 32
    private static let band = 40

    /// The photographs, `[3, 256, W]` each, from 0 to 1.
    public static func photographs() throws -> [Tensor] {
        try classNames.map { name in
            let image = try Photographs.read(Resources.path("surface-\(name).png"))
            return image.shape[0] == 3 ? image : Tensor.concatenated([image, image, image])
        }
    }

    /// Crops at random places, as many of each surface.
    ///
    /// - Parameters:
    ///   - train: how many of each surface to learn from
    ///   - test: how many of each to be judged by
    ///   - random: chooses the places
    /// - Throws: `InputError` when the photographs that come with the course are not there
    public static func crops(
        train: Int, test: Int, using random: inout Random
    ) throws -> (train: LabelledImages, test: LabelledImages) {
        let photographs = try photographs()
        return (
            crops(photographs, count: train, forTest: false, &random),
            crops(photographs, count: test, forTest: true, &random)
        )
    }

    private static func crops(
        _ photographs: [Tensor], count: Int, forTest: Bool, _ random: inout Random
    ) -> LabelledImages {
        var images: [Tensor] = []
        var labels: [Int] = []
        for (label, photograph) in photographs.enumerated() {
            let bands = bands(width: photograph.shape[2], forTest: forTest)
            for number in 0..<count {
                let columns = bands[number % bands.count]
                let x = columns.lowerBound + random.integer(below: columns.count - size + 1)
                let y = random.integer(below: photograph.shape[1] - size + 1)
                images.append(
                    photograph.slice(axis: 1, y..<y + size).slice(axis: 2, x..<x + size)
                        .reshaped([1, 3, size, size]))
                labels.append(label)
            }
        }
        return LabelledImages(
            images: Tensor.concatenated(images), labels: labels, classNames: classNames)
    }

    /// The bands to learn from, or those for the test: columns, from and to.
    static func bands(width: Int, forTest: Bool) -> [Range<Int>] {
        (0..<width / band).filter { ($0 % 3 == 1) == forTest }.map { $0 * band..<($0 + 1) * band }
    }
}
