import FoundationEssentials

/// The safetensors format: weights by name, in a file that Python opens as well.
///
/// Eight bytes tell the length of a header (little-endian); the header is JSON:
/// `{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}`, with offsets from its
/// end; then come the numbers, without gaps. No code can hide in such a file.
public enum Safetensors {
    /// Longer headers are not believed; the format itself sets this limit.
    private static let longestHeader = 100_000_000

    private struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype
            case shape
            case offsets = "data_offsets"
        }
    }

    /// The bytes of a file with these tensors, and with free texts by name.
    public static func encode(
        _ tensors: [(String, Tensor)], metadata: [String: String] = [:]
    ) throws -> [UInt8] {
        var entries: [String: Member] = [:]
        if !metadata.isEmpty { entries["__metadata__"] = .metadata(metadata) }
        var offset = 0
        for (name, tensor) in tensors {
            let end = offset + tensor.count * 4
            if entries[name] != nil { mistake("Two tensors to save are called \"\(name)\".") }
            entries[name] = .tensor(
                Entry(dtype: "F32", shape: tensor.shape, offsets: [offset, end]))
            offset = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var header = [UInt8](try encoder.encode(entries))
        // Spaces after the header let the numbers begin at a multiple of eight.
        header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
        var bytes = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
        bytes.reserveCapacity(bytes.count + offset)
        for (_, tensor) in tensors {
            tensor.withUnsafePointer {
                bytes += UnsafeRawBufferPointer(start: $0, count: tensor.count * 4)
            }
        }
        return bytes
    }

    /// The tensors in the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: the file's content
    ///   - name: the file's name, for the sentence of an error
    /// - Throws: `InputError` when the bytes are not a whole safetensors file of Floats
    public static func decode(_ bytes: [UInt8], name: String) throws -> [String: Tensor] {
        try decodeAll(bytes, name: name).tensors
    }

    /// The same, with the free texts that the file holds.
    static func decodeAll(
        _ bytes: [UInt8], name: String
    ) throws -> (tensors: [String: Tensor], metadata: [String: String]) {
        func refuse(_ reason: String) -> InputError {
            InputError("\(name) is not a usable safetensors file: \(reason).")
        }
        if bytes.count < 8 { throw refuse("it has only \(bytes.count) bytes") }
        let length = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self).littleEndian }
        if length > longestHeader { throw refuse("it does not begin with the length of a header") }
        let dataStart = 8 + Int(length)
        if dataStart > bytes.count { throw refuse("it ends within its header, it was cut off") }
        let header = Data(bytes[8..<dataStart])
        guard let entries = try? JSONDecoder().decode([String: Member].self, from: header) else {
            throw refuse("its header is not the JSON that the format asks for")
        }
        var tensors: [String: Tensor] = [:]
        var parts: [Range<Int>] = []
        var metadata: [String: String] = [:]
        for (key, member) in entries {
            guard case .tensor(let entry) = member else {
                if case .metadata(let texts) = member { metadata = texts }
                continue
            }
            if entry.dtype != "F32" { throw refuse("\"\(key)\" holds \(entry.dtype), not F32") }
            var count = 1
            for axis in entry.shape {
                let (product, overflow) = count.multipliedReportingOverflow(by: axis)
                if axis < 0 || overflow || product > bytes.count {
                    throw refuse("\"\(key)\" has the impossible shape \(entry.shape)")
                }
                count = product
            }
            guard entry.offsets.count == 2, let start = entry.offsets.first,
                let end = entry.offsets.last, start >= 0, start <= end,
                end <= bytes.count - dataStart
            else { throw refuse("\"\(key)\" lies outside of the file, it was cut off") }
            if end - start != count * 4 {
                throw refuse("\"\(key)\" has \(end - start) bytes for the shape \(entry.shape)")
            }
            parts.append(start..<end)
            var values = [Float](repeating: 0, count: count)
            values.withUnsafeMutableBytes {
                $0.copyBytes(from: bytes[(dataStart + start)..<(dataStart + end)])
            }
            tensors[key] = Tensor(shape: entry.shape, values)
        }
        var used = 0
        for part in parts.sorted(by: {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }) {
            if part.lowerBound < used { throw refuse("two of its tensors overlap") }
            if part.lowerBound > used { break }
            used = part.upperBound
        }
        if used != bytes.count - dataStart { throw refuse("it has bytes that belong to no tensor") }
        return (tensors, metadata)
    }

    /// One member of the header: a tensor, or free texts by name.
    private enum Member: Codable {
        case tensor(Entry)
        case metadata([String: String])

        init(from decoder: any Decoder) throws {
            if decoder.codingPath.last?.stringValue == "__metadata__" {
                self = .metadata((try? [String: String](from: decoder)) ?? [:])
            } else {
                self = .tensor(try Entry(from: decoder))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .tensor(let entry): try entry.encode(to: encoder)
            case .metadata(let texts): try texts.encode(to: encoder)
            }
        }
    }
}
