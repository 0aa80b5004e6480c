import Primavera

/// Images side by side, each with a line of text under it.
///
/// ```swift
/// let digits = try MNIST.embedded().test
/// let grid = ImageGrid(title: "Digits", images: digits[0..<20].images)
/// grid.columns              // 10
/// ```
public struct ImageGrid: Figure {
    /// The title above it.
    public let title: String
    /// What stands below each image.
    public let captions: [String]
    /// How many stand in a row.
    public let columns: Int
    private let images: [Pixels]

    /// How numbers become brightness.
    public enum Scale: Sendable {
        /// 0 is black, 1 white.
        case unit
        /// The smallest number of each image is black, its largest white.
        case own
        /// 0 is white, negative numbers become orange and positive ones blue: for weights.
        case signed
    }

    /// - Parameters:
    ///   - title: stands above it
    ///   - images: `[N, 1, H, W]` grey or `[N, 3, H, W]` red, green, blue; `[H, W]` is one image
    ///   - captions: none, or one an image
    ///   - columns: how many stand in a row
    ///   - scale: how numbers become brightness
    /// - Fails: with a sentence for other shapes
    public init(
        title: String, images: Tensor, captions: [String] = [], columns: Int = 10,
        scale: Scale = .unit
    ) {
        let batch = images.rank == 2 ? images.reshaped([1, 1] + images.shape) : images
        if batch.rank != 4 || ![1, 3].contains(batch.shape[1]) {
            fatalError("ImageGrid shows [N, 1, H, W], [N, 3, H, W] or [H, W], not \(images.shape).")
        }
        self.title = title
        self.captions = captions
        self.columns = max(1, min(columns, batch.shape[0]))
        self.images = (0..<batch.shape[0]).map { Self.pixels(batch, $0, scale) }
    }

    private static func pixels(_ batch: Tensor, _ index: Int, _ scale: Scale) -> Pixels {
        let (channels, height, width) = (batch.shape[1], batch.shape[2], batch.shape[3])
        let values = batch.slice(index..<index + 1).values
        let finite = values.filter(\.isFinite)
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        let largest = max(abs(low), abs(high), 1e-12)
        var pixels = Pixels(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let colour = (0..<3).map { channel -> UInt8 in
                    let value = values[((channels == 1 ? 0 : channel) * height + y) * width + x]
                    let unit: Float
                    switch scale {
                    case .unit: unit = value
                    case .own: unit = high > low ? (value - low) / (high - low) : 0.5
                    case .signed:
                        // White with a part taken away: of red and green for blue, of blue and
                        // some green for orange.
                        let share = value / largest
                        let taken: [Float] = share > 0 ? [1, 0.55, 0.3] : [0.16, 0.63, 1]
                        unit = 1 - abs(share) * taken[channel]
                    }
                    return unit.isFinite ? UInt8((max(0, min(1, unit)) * 255).rounded()) : 0
                }
                pixels[x, y] = (colour[0], colour[1], colour[2], 255)
            }
        }
        return pixels
    }

    private var rows: Int { (images.count + columns - 1) / columns }

    public var drawing: Drawing {
        guard let first = images.first else { return Drawing(width: 320, height: 40) }
        let longest = Double(captions.map(\.count).max() ?? 0) * 6.5 + 6
        let side = max(
            longest,
            min(max(Double(first.width) * 4, 60), max(28, (640 - 24) / Double(columns) - 6)))
        let tall = side * Double(first.height) / Double(max(1, first.width))
        let step = tall + (captions.isEmpty ? 6 : 22)
        var drawing = Drawing(
            width: max(24 + (side + 6) * Double(columns), 24 + Double(title.count) * 8, 420),
            height: 34 + step * Double(rows))
        drawing.text(title, 12, 20, size: 14, isBold: true)
        for (index, image) in images.enumerated() {
            let x = 12 + Double(index % columns) * (side + 6)
            let y = 32 + Double(index / columns) * step
            drawing.shapes.append(.image(image, .init(x, y), width: side, height: tall))
            if captions.indices.contains(index) {
                drawing.text(
                    captions[index], x + side / 2, y + tall + 13, .middle, size: 11, .muted)
            }
        }
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        guard let first = images.first else { return String(title.prefix(width)) }
        // Two pixels in one character, one above the other; images are made narrower until at
        // least one fits.
        let shrink = max(1, (first.width + width - 1) / max(1, width))
        let (w, h) = (first.width / shrink, max(1, first.height / shrink))
        let perRow = max(1, min(columns, (width + 1) / (w + 1)))
        var lines = [String(title.prefix(width))]
        for start in stride(from: 0, to: images.count, by: perRow) {
            let shown = start..<min(start + perRow, images.count)
            for y in stride(from: 0, to: h, by: 2) {
                let parts = shown.map { row(images[$0], y * shrink, w, shrink, colours) }
                lines.append(parts.joined(separator: " "))
            }
            if !captions.isEmpty {
                let texts = shown.map { image -> String in
                    let caption = captions.indices.contains(image) ? captions[image] : ""
                    return String(caption.prefix(w)).rightPadded(to: w)
                }
                lines.append(texts.joined(separator: " "))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func row(
        _ image: Pixels, _ y: Int, _ count: Int, _ step: Int, _ colours: Bool
    ) -> String {
        (0..<count).map { cell(image, $0 * step, y, step, colours) }.joined()
    }

    private func cell(_ image: Pixels, _ x: Int, _ y: Int, _ step: Int, _ colours: Bool) -> String {
        let below = min(y + step, image.height - 1)
        let (a, b) = (image[x, y], image[x, below])
        if colours { return TerminalColour.rgb((a.r, a.g, a.b), (b.r, b.g, b.b), "▀") }
        let shades = Array(" .:-=+*#%@")
        let above = Int(a.r) + Int(a.g) + Int(a.b)
        let beneath = Int(b.r) + Int(b.g) + Int(b.b)
        let brightness = (above + beneath) / 6
        return String(shades[brightness * (shades.count - 1) / 255])
    }
}
