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
