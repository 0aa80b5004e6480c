import Primavera

/// Pictures: the photographs that come with the course, and one's own.
///
/// ```swift
/// let cat = try Photographs.chelsea()
/// cat.shape                      // [3, 300, 451]
/// ```
public enum Photographs {
    /// A photographer at work: grey, 512 × 512. CC0, L. Varshney.
    public static func camera() throws -> Tensor { try read(Resources.path("photo-camera.png")) }

    /// Chelsea, a cat: colour, 300 × 451. CC0, S. van der Walt.
    public static func chelsea() throws -> Tensor { try read(Resources.path("photo-chelsea.png")) }

    /// A wall: grey, 512 × 512. CC0, CC0Textures.
    public static func brick() throws -> Tensor { try read(Resources.path("photo-brick.png")) }

    /// A picture from a file: PNG or PNM.
    ///
    /// - Returns: `[C, H, W]` with numbers from 0 to 1; C is 1 or 3
    /// - Throws: `InputError` when it cannot be read, with what to do
    public static func read(_ path: String) throws -> Tensor {
        let bytes = try readFile(path, limit: 1 << 29)
        if bytes.first == UInt8(ascii: "P") { return try PNM.decode(bytes, name: path) }
        return try PNG.decode(bytes, name: path)
    }
}

extension PNG {
    /// The bytes of a PNG file with eight bits a channel.
    ///
    /// - Parameter image: `[1, H, W]` or `[3, H, W]`; numbers beyond 0 … 1 are cut
    public static func encode(_ image: Tensor) -> [UInt8] {
        let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
        let values = image.values
        var pixels = [UInt8](repeating: 0, count: image.count)
        for index in 0..<height * width {
            for channel in 0..<channels {
                let value = values[channel * height * width + index]
                pixels[index * channels + channel] =
                    value.isFinite ? UInt8((max(0, min(1, value)) * 255).rounded()) : 0
            }
        }
        return encode(width: width, height: height, channels: channels, pixels: pixels)
    }
}
