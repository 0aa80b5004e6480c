import LosslessCompression
import Primavera

/// Pictures without loss (ISO 15948): rows of pixels, each predicted from its neighbours, packed.
///
/// ```swift
/// let bytes = PNG.encode(Tensor.zeros([3, 2, 5]))
/// try PNG.decode(bytes, name: "black").shape      // [3, 2, 5]
/// ```
public enum PNG {
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
        return PNGWriting.bytes(width: width, height: height, channels: channels, pixels: pixels)
    }
}
