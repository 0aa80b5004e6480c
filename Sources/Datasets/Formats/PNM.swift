import Primavera

/// The simplest pictures there are: a line of text with the size, then the pixels.
///
/// `P5 640 480 255` and a byte a pixel (grey), or `P6 …` and three (red, green, blue); `P2` and `P3`
/// have the numbers as text. Comments begin with `#`.
public enum PNM {
    /// - Returns: `[C, H, W]` with numbers from 0 to 1
    /// - Throws: `InputError` when it is no PNM, cut off, or too large
    public static func decode(_ bytes: [UInt8], name: String) throws -> Tensor {
        var position = 2
        func refuse(_ reason: String) -> InputError { InputError("\(name) \(reason).") }
        guard bytes.count > 2, bytes[0] == UInt8(ascii: "P"),
            let kind = Int(String(decoding: bytes[1...1], as: UTF8.self)),
            [2, 3, 5, 6].contains(kind)
        else { throw refuse("is not a PNM picture of the kinds P2, P3, P5 or P6") }

        func number() throws -> Int {
            while position < bytes.count,
                bytes[position] <= 32 || bytes[position] == UInt8(ascii: "#")
            {
                if bytes[position] == UInt8(ascii: "#") {
                    while position < bytes.count, bytes[position] != 10 { position += 1 }
                } else {
                    position += 1
                }
            }
            var (value, digits) = (0, 0)
            while position < bytes.count, (48...57).contains(bytes[position]), digits < 9 {
                value = value * 10 + Int(bytes[position] - 48)
                position += 1
                digits += 1
            }
            if digits == 0 { throw refuse("was cut off, or holds something that is no number") }
            return value
        }

        let (width, height, maximum) = (try number(), try number(), try number())
        guard width > 0, height > 0, width * height <= PNG.largest, (1...255).contains(maximum)
        else {
            throw refuse(
                "says it is \(width) × \(height) pixels up to \(maximum); at most 64 million up to 255 "
                    + "are read")
        }
        let channels = kind == 3 || kind == 6 ? 3 : 1
        let count = width * height * channels
        var values = [Float](repeating: 0, count: count)
        func put(_ index: Int, _ value: Int) {
            let (pixel, channel) = index.quotientAndRemainder(dividingBy: channels)
            values[channel * width * height + pixel] = Float(min(value, maximum)) / Float(maximum)
        }
        if kind >= 5 {
            position += 1  // the one white space after the numbers
            guard bytes.count - position >= count else {
                throw refuse("was cut off: \(count) bytes of pixels should follow")
            }
            for index in 0..<count { put(index, Int(bytes[position + index])) }
        } else {
            for index in 0..<count { put(index, try number()) }
        }
        return Tensor(shape: [channels, height, width], values)
    }

    /// The bytes of a P5 (grey) or P6 (colour) picture.
    ///
    /// - Parameter image: `[1, H, W]` or `[3, H, W]`; numbers beyond 0 … 1 are cut
    public static func encode(_ image: Tensor) -> [UInt8] {
        let (channels, area) = (image.shape[0], image.shape[1] * image.shape[2])
        let header = "P\(channels == 3 ? 6 : 5) \(image.shape[2]) \(image.shape[1]) 255\n"
        let values = image.values
        return Array(header.utf8)
            + (0..<area).flatMap { pixel in
                (0..<channels).map { channel in
                    let value = values[channel * area + pixel]
                    return value.isFinite ? UInt8((max(0, min(1, value)) * 255).rounded()) : 0
                }
            }
    }
}
