/// Writes pictures without loss (PNG, ISO 15948): rows of pixels, each predicted from its neighbours, packed.
package enum PNGWriting {
    /// The bytes of a PNG file with eight bits a channel.
    ///
    /// - Parameters:
    ///   - width: columns
    ///   - height: rows
    ///   - channels: 1 grey, 2 grey and opacity, 3 red, green, blue, 4 these and opacity
    ///   - pixels: `height · width · channels` bytes, row by row from the top
    /// - Fails: with a sentence when the count of pixels is another
    package static func bytes(
        width: Int, height: Int, channels: Int, pixels: [UInt8]
    ) -> [UInt8] {
        guard let colourType: UInt8 = [1: 0, 2: 4, 3: 2, 4: 6][channels],
            pixels.count == width * height * channels, width > 0, height > 0
        else {
            fatalError(
                "A PNG of \(width) × \(height) with \(channels) channels does not fit "
                    + "\(pixels.count) bytes.")
        }
        let rows = filtered(pixels, rowLength: width * channels, step: channels)
        let packed = [0x78, 0x9c] + Deflate.bytes(rows) + bigEndian(adler32(rows))
        let header =
            bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, colourType, 0, 0, 0]
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + body + bigEndian(CRC32.checksum(body))
    }

    /// Each row after a byte that tells how it was predicted: here not at all, from the pixel to
    /// the left, or from the one above, whichever leaves the smallest numbers.
    private static func filtered(_ pixels: [UInt8], rowLength: Int, step: Int) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(pixels.count + pixels.count / rowLength)
        for start in stride(from: 0, to: pixels.count, by: rowLength) {
            let row = pixels[start..<start + rowLength]
            let candidates: [[UInt8]] = [
                Array(row),
                row.indices.map {
                    $0 - start < step ? pixels[$0] : pixels[$0] &- pixels[$0 - step]
                },
                row.indices.map { start == 0 ? pixels[$0] : pixels[$0] &- pixels[$0 - rowLength] },
            ]
            let costs = candidates.map { $0.reduce(0) { $0 + abs(Int(Int8(bitPattern: $1))) } }
            let best = costs.firstIndex(of: costs.min() ?? 0) ?? 0
            output.append(UInt8(best))
            output += candidates[best]
        }
        return output
    }

    /// The checksum of zlib: a sum, and a sum of the sums.
    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
