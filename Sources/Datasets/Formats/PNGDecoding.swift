import LosslessCompression
import Primavera

extension PNG {
    /// The largest picture that is read: 64 megapixels.
    static let largest = 64_000_000

    /// What the header says of a picture.
    private struct Header {
        let width: Int
        let height: Int
        let depth: Int
        let colourType: Int

        /// Numbers a pixel: 1 grey or palette, 2 grey and opacity, 3 colour, 4 colour and opacity.
        /// Grey, colour, palette, grey with opacity, colour with opacity; 0 for what does not exist.
        var channels: Int {
            switch colourType {
            case 0, 3: 1
            case 2: 3
            case 4: 2
            case 6: 4
            default: 0
            }
        }
        /// Bytes of a row, and how many bytes back its left neighbour is for prediction.
        var rowLength: Int { (width * channels * depth + 7) / 8 }
        var step: Int { max(1, channels * depth / 8) }
    }

    /// A picture as a tensor.
    ///
    /// - Parameters:
    ///   - bytes: the file's content
    ///   - name: the file's name, for the sentence of an error
    /// - Returns: `[C, H, W]` with numbers from 0 to 1; C is 1 for grey, 3 for colour; opacity is laid
    ///   over white
    /// - Throws: `InputError` when it is no PNG, damaged, cut off, interlaced, or too large
    public static func decode(_ bytes: [UInt8], name: String) throws -> Tensor {
        func refuse(_ reason: String) -> InputError { InputError("\(name) \(reason).") }
        try checkSignature(bytes, name: name)
        var header: Header?
        var palette: [UInt8] = []
        var opacities: [UInt8] = []
        var packed: [UInt8] = []
        var (position, ended) = (8, false)
        while !ended {
            guard position + 12 <= bytes.count else {
                throw refuse("was cut off: get the file again")
            }
            let length = bigEndian(bytes, position)
            guard length <= bytes.count - position - 12 else {
                throw refuse("was cut off: get the file again")
            }
            let body = Array(bytes[position + 4..<position + 8 + length])
            if Int(CRC32.checksum(body)) != bigEndian(bytes, position + 8 + length) {
                throw refuse("is damaged: a checksum is wrong. Get the file again")
            }
            let content = body[4...]
            switch String(decoding: body[..<4], as: UTF8.self) {
            case "IHDR": header = try readHeader(Array(content), name: name)
            case "PLTE": palette = Array(content)
            case "tRNS": opacities = Array(content)
            case "IDAT": packed += content
            case "IEND": ended = true
            default: break
            }
            position += 12 + length
        }
        guard let header else { throw refuse("has no header: it is no usable PNG") }
        if header.colourType == 3 && (palette.isEmpty || palette.count % 3 != 0) {
            throw refuse("is damaged: it has no palette")
        }
        var rows = try unpackedRows(packed, header, name: name)
        try unfilter(&rows, header, name: name)
        return try tensor(rows, header, palette, opacities, name: name)
    }

    private static func checkSignature(_ bytes: [UInt8], name: String) throws {
        if bytes.isEmpty { throw InputError("\(name) is empty.") }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) {
            throw InputError(
                "\(name) is a JPEG, which is not read here: save it as PNG first "
                    + "(convert photo.jpg photo.png).")
        }
        if !bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            throw InputError("\(name) is not a PNG picture: it does not begin as one.")
        }
    }

    private static func readHeader(_ content: [UInt8], name: String) throws -> Header {
        func refuse(_ reason: String) -> InputError { InputError("\(name) \(reason).") }
        guard content.count == 13 else { throw refuse("is damaged: its header has a wrong length") }
        let (width, height) = (bigEndian(content, 0), bigEndian(content, 4))
        if width < 1 || height < 1 { throw refuse("says it is \(width) × \(height) pixels") }
        if width > largest || height > largest || width * height > largest {
            throw refuse(
                "says it is \(width) × \(height) pixels; at most \(largest / 1_000_000) million are "
                    + "read")
        }
        let header = Header(
            width: width, height: height, depth: Int(content[8]), colourType: Int(content[9]))
        let depths = [
            0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
        ]
        guard depths[header.colourType]?.contains(header.depth) == true, content[10] == 0,
            content[11] == 0
        else { throw refuse("is damaged: its header makes no sense") }
        if content[12] != 0 {
            throw refuse(
                "is interlaced, which is not read: save it again without (convert -interlace none)")
        }
        return header
    }

    private static func unpackedRows(
        _ packed: [UInt8], _ header: Header, name: String
    ) throws -> [UInt8] {
        let count = (header.rowLength + 1) * header.height
        // Two bytes of zlib's header, then deflate.
        guard packed.count > 2, packed[0] & 15 == 8, packed[1] & 0x20 == 0 else {
            throw InputError("\(name) is damaged: it holds no picture. Get the file again.")
        }
        do {
            let rows = try Inflate.bytes(packed, from: 2, limit: count, expected: count).output
            if rows.count == count { return rows }
        } catch DeflateProblem.cutOff {
        } catch {
            throw InputError("\(name) is damaged: its pixels cannot be unpacked. Get it again.")
        }
        throw InputError("\(name) was cut off: it holds fewer pixels than it says. Get it again.")
    }

    /// Undoes the prediction of every row, in place.
    private static func unfilter(_ rows: inout [UInt8], _ h: Header, name: String) throws {
        let (length, step) = (h.rowLength, h.step)
        try rows.withUnsafeMutableBufferPointer { rows in
            for y in 0..<h.height {
                let start = y * (length + 1) + 1
                let filter = rows[start - 1]
                guard filter <= 4 else {
                    throw InputError("\(name) is damaged: a row is predicted in an unknown way.")
                }
                for x in 0..<length where filter != 0 {
                    let left = x < step ? 0 : Int(rows[start + x - step])
                    let above = y == 0 ? 0 : Int(rows[start + x - length - 1])
                    let corner = x < step || y == 0 ? 0 : Int(rows[start + x - length - 1 - step])
                    let prediction =
                        switch filter {
                        case 1: left
                        case 2: above
                        case 3: (left + above) / 2
                        default: nearest(left, above, corner)
                        }
                    rows[start + x] &+= UInt8(truncatingIfNeeded: prediction)
                }
            }
        }
    }

    /// Paeth's prediction: of left, above and corner the one that is nearest to left + above − corner.
    private static func nearest(_ left: Int, _ above: Int, _ corner: Int) -> Int {
        let (a, b, c) = (abs(above - corner), abs(left - corner), abs(left + above - 2 * corner))
        return a <= b && a <= c ? left : b <= c ? above : corner
    }

    private static func tensor(
        _ rows: [UInt8], _ h: Header, _ palette: [UInt8], _ opacities: [UInt8], name: String
    ) throws -> Tensor {
        let colours = h.colourType == 0 || h.colourType == 4 ? 1 : 3
        var values = [Float](repeating: 0, count: colours * h.width * h.height)
        let area = h.width * h.height
        let scale = 1 / Float((1 << h.depth) - 1)
        let channels = h.channels
        let hasOpacity = channels == 2 || channels == 4
        func sample(_ row: Int, _ index: Int) -> Int {
            switch h.depth {
            case 8: return Int(rows[row + index])
            case 16: return Int(rows[row + 2 * index]) << 8 | Int(rows[row + 2 * index + 1])
            default:
                let bit = index * h.depth
                let shift = 8 - h.depth - bit % 8
                return Int(rows[row + bit / 8]) >> shift & (1 << h.depth - 1)
            }
        }
        for y in 0..<h.height {
            let row = y * (h.rowLength + 1) + 1
            for x in 0..<h.width {
                let pixel = y * h.width + x
                if h.colourType == 3 {
                    let entry = sample(row, x)
                    guard 3 * entry + 2 < palette.count else {
                        throw InputError("\(name) is damaged: a pixel is outside of its palette.")
                    }
                    let opacity = entry < opacities.count ? Float(opacities[entry]) / 255 : 1
                    for c in 0..<3 {
                        let value = Float(palette[3 * entry + c]) / 255
                        values[c * area + pixel] = 1 - opacity + opacity * value
                    }
                    continue
                }
                let first = x * channels
                let opacity = hasOpacity ? Float(sample(row, first + channels - 1)) * scale : 1
                for c in 0..<colours {
                    let value = Float(sample(row, first + c)) * scale
                    values[c * area + pixel] = 1 - opacity + opacity * value
                }
            }
        }
        return Tensor(shape: [colours, h.height, h.width], values)
    }

    private static func bigEndian(_ bytes: [UInt8], _ at: Int) -> Int {
        (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }
}
