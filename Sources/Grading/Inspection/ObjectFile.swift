/// As much of an ELF object file as one needs to know what it calls: the names of its sections, its
/// symbols. (System V Application Binary Interface, chapter 4.)
struct ObjectFile {
    struct Symbol {
        let name: String
        let isDefined: Bool
        let isLocal: Bool
    }

    private(set) var sections: [String] = []
    private(set) var symbols: [Symbol] = []

    private let bytes: [UInt8]

    /// - Returns: `nil` for what is no 64-bit little-endian ELF file, or is damaged
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), bytes.count > 64 else {
            return nil
        }
        self.bytes = bytes
        guard let start = number(40, 8), let size = number(58, 2), let count = number(60, 2),
            let names = number(62, 2), size >= 64
        else { return nil }
        func header(_ index: Int) -> Int { start + index * size }
        guard let nameTable = number(header(names) + 24, 8) else { return nil }
        for index in 0..<count {
            guard let name = number(header(index), 4), let kind = number(header(index) + 4, 4),
                let offset = number(header(index) + 24, 8),
                let length = number(header(index) + 32, 8),
                let link = number(header(index) + 40, 4)
            else { return nil }
            sections.append(text(nameTable + name))
            // SHT_SYMTAB
            guard kind == 2, let strings = number(header(link) + 24, 8) else { continue }
            for entry in stride(from: offset, to: offset + length, by: 24) {
                guard let name = number(entry, 4), let info = number(entry + 4, 1),
                    let section = number(entry + 6, 2)
                else { return nil }
                symbols.append(
                    Symbol(
                        name: text(strings + name), isDefined: section != 0, isLocal: info >> 4 == 0
                    ))
            }
        }
    }

    private func number(_ place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= bytes.count else { return nil }
        var result: UInt64 = 0
        for byte in bytes[place..<place + count].reversed() { result = result << 8 | UInt64(byte) }
        return Int(exactly: result)
    }

    private func text(_ place: Int) -> String {
        guard bytes.indices.contains(place) else { return "" }
        return String(decoding: bytes[place...].prefix { $0 != 0 }, as: UTF8.self)
    }
}
