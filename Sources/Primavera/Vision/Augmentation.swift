/// Images changed at random in ways that do not change what they show.
///
/// ```swift
/// let augmentation = Augmentation([.shift(2), .rotate(degrees: 10)])
/// options.augment = { images, random in augmentation(images, using: &random) }
/// ```
/// Each image of a batch is changed by itself. The same seed gives the same changes.
///
/// Lessons 06 and 07. Simard, Steinkraus and Platt 2003 (elastic).
public struct Augmentation: Sendable {
    /// One kind of change.
    public enum Step: Sendable {
        /// Moves by up to this many pixels in both directions.
        case shift(Int)
        /// Turns by up to this angle to both sides.
        case rotate(degrees: Float)
        /// Makes larger or smaller by a factor from `1 / (1 + s)` to `1 + s`.
        case scale(Float)
        /// Pads with zeros by this many pixels and cuts the old size out anywhere.
        case crop(padding: Int)
        /// Left becomes right, every second time.
        case mirror
        /// Adds up to this much to all pixels.
        case brightness(Float)
        /// Multiplies the distance from the mean by `1 ± c`.
        case contrast(Float)
        /// Multiplies each channel by `1 ± c`, each by its own.
        case colour(Float)
        /// Adds to each pixel a number from a bell curve.
        case noise(deviation: Float)
        /// Moves each pixel by a smooth random field of up to some `strength` pixels.
        case elastic(strength: Float)
    }

    /// The changes, in the order in which they are made.
    public let steps: [Step]

    /// Makes these changes to each image.
    public init(_ steps: [Step]) { self.steps = steps }

    /// - Shape: `[N, C, H, W]` → the same
    public func callAsFunction(_ images: Tensor, using random: inout Random) -> Tensor {
        let shape = Array(images.shape.dropFirst())
        let changed = (0..<images.shape[0]).map { index in
            let image = images.slice(index..<index + 1).reshaped(shape)
            return steps.reduce(image) { Self.apply($1, to: $0, &random) }.reshaped([1] + shape)
        }
        return Tensor.concatenated(changed)
    }

    private static func apply(_ step: Step, to image: Tensor, _ random: inout Random) -> Tensor {
        func within(_ limit: Float) -> Float {
            limit == 0 ? 0 : random.uniform(in: -limit..<limit)
        }
        switch step {
        case .shift(let limit):
            let (right, down) = (whole(limit, &random), whole(limit, &random))
            return moved(image, right: right, down: down)
        case .crop(let padding):
            return moved(image, right: whole(padding, &random), down: whole(padding, &random))
        case .rotate(let degrees):
            return warped(image, by: AffineMap(angle: within(degrees) * .pi / 180))
        case .scale(let limit):
            let factor = 1 + abs(within(limit))
            return warped(image, by: AffineMap(scale: random.bernoulli(0.5) ? factor : 1 / factor))
        case .mirror: return random.bernoulli(0.5) ? mirrored(image) : image
        case .brightness(let limit): return image + within(limit)
        case .contrast(let limit):
            let mean = image.mean()
            return (image - mean) * (1 + within(limit)) + mean
        case .colour(let limit):
            let factors = Tensor((0..<image.shape[0]).map { _ in 1 + within(limit) })
            return image * factors.reshaped([-1, 1, 1])
        case .noise(let deviation): return image + random.normal(image.shape, deviation: deviation)
        case .elastic(let strength): return bent(image, strength, &random)
        }
    }

    private static func whole(_ limit: Int, _ random: inout Random) -> Int {
        random.integer(below: 2 * limit + 1) - limit
    }

    private static func bent(_ image: Tensor, _ strength: Float, _ random: inout Random) -> Tensor {
        let (h, w) = (image.shape[1], image.shape[2])
        let row = Filters.gaussianRow(deviation: 3)
        func field() -> Tensor {
            let smooth = correlateSeparably(
                random.uniform([h, w], in: -1..<1), row, padding: .zeros)
            return smooth * (strength / max(abs(smooth).max(), 1e-6))
        }
        let (dx, dy) = (field().values, field().values)
        return resampled(image, height: h, width: w, fill: 0) { x, y in
            (Float(x) + dx[y * w + x], Float(y) + dy[y * w + x])
        }
    }
}

/// The image moved by whole pixels, zeros where nothing was.
///
/// - Parameters:
///   - image: `[C, H, W]`
///   - right: how far to the right; negative for the left
///   - down: how far down; negative for up
public func moved(_ image: Tensor, right: Int, down: Int) -> Tensor {
    let (channels, h, w) = (image.shape[0], image.shape[1], image.shape[2])
    var result = Tensor.zeros(image.shape)
    image.withUnsafePointer { source in
        result.withUnsafeMutablePointer { target in
            let columns = max(0, min(w, w - abs(right)))
            for c in 0..<channels {
                for y in max(0, down)..<max(max(0, down), min(h, h + down)) {
                    let from = source + (c * h + y - down) * w + max(0, -right)
                    (target + (c * h + y) * w + max(0, right)).update(from: from, count: columns)
                }
            }
        }
    }
    return result
}

/// The image seen in a mirror: left is right.
///
/// - Parameter image: `[C, H, W]`
public func mirrored(_ image: Tensor) -> Tensor {
    let w = image.shape[2]
    var result = image
    result.withUnsafeMutablePointer { pixels in
        for row in 0..<image.shape[0] * image.shape[1] {
            for x in 0..<w / 2 {
                let (i, j) = (row * w + x, row * w + w - 1 - x)
                (pixels[i], pixels[j]) = (pixels[j], pixels[i])
            }
        }
    }
    return result
}

/// The brightness of a picture, as the eye sees it: 0.299 red + 0.587 green + 0.114 blue.
///
/// - Parameter image: `[1, H, W]` or `[3, H, W]` → `[H, W]`
public func grey(_ image: Tensor) -> Tensor {
    let size = Array(image.shape.dropFirst())
    if image.shape[0] == 1 { return image.reshaped(size) }
    let weights = Tensor([0.299, 0.587, 0.114]).reshaped([3, 1, 1])
    return (image * weights).sum(axis: 0)
}
