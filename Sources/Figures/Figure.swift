/// Something to look at: in the report, as a file, or as characters in a terminal.
public protocol Figure: Sendable {
    /// The title above it.
    var title: String { get }

    /// What it shows, in a sentence for those who cannot see it.
    var alternativeText: String { get }

    /// The picture as shapes.
    var drawing: Drawing { get }

    /// The figure as lines of at most `width` characters, with the terminal's colours or without.
    func characters(width: Int, colours: Bool) -> String
}

extension Figure {
    public var alternativeText: String { title }

    /// The picture for an HTML page that defines the colours, as the report does.
    public func svg() -> String { drawing.svg(alternativeText: alternativeText) }

    /// The picture as an SVG file of its own.
    public func standaloneSVG() -> String {
        drawing.standaloneSVG(alternativeText: alternativeText)
    }

    /// The picture as a PNG file, `scale` pixels to a point.
    public func png(scale: Double = 2, isDark: Bool = false) -> [UInt8] {
        drawing.png(scale: scale, isDark: isDark)
    }
}

/// A figure that changes: the report shows its frames under a slider.
public struct Animation: Sendable {
    /// The title above the frames.
    public let title: String
    /// From the first to the last.
    public let frames: [any Figure]
    /// What the slider says at each frame: `"epoch 3"`.
    public let labels: [String]

    /// - Fails: with a sentence when there is no frame, or not a label for each
    public init(title: String, frames: [any Figure], labels: [String]) {
        if frames.isEmpty || frames.count != labels.count {
            fatalError(
                "The animation \"\(title)\" has \(frames.count) frames, \(labels.count) labels.")
        }
        self.title = title
        self.frames = frames
        self.labels = labels
    }
}
