import Primavera

/// A table in a text file: a line of names, then a line of cells for each row.
///
/// Cells may stand in quotation marks (then `""` is one mark, and commas and line ends belong to
/// the cell). Lines end with LF or CR LF; empty lines are passed over.
public struct CSV {
    /// The names of the columns.
    public let header: [String]
    /// The cells, row by row.
    public let rows: [[String]]

    private let name: String
    private let lines: [Int]

    /// - Throws: `InputError` when the file cannot be read, is empty, or a line has another number
    ///   of cells than the header
    public init(path: String) throws {
        let bytes = try readFile(path)
        let text = Gzip.isGzip(bytes) ? try Gzip.unpacked(bytes, name: path) : bytes
        try self.init(text, name: path)
    }

    /// Reads a file's bytes; `name` stands in the sentence of an error.
    public init(_ bytes: [UInt8], name: String) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputError("\(name) is not a text file (UTF-8).")
        }
        // Spreadsheets may put a byte order mark in front, which belongs to no cell.
        let content = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        var records = try Self.records(content, name: name)
        guard let first = records.first else { throw InputError("\(name) is empty.") }
        records.removeFirst()
        for (line, cells) in records where cells.count != first.cells.count {
            throw InputError(
                "\(name), line \(line): \(cells.count) cells, but the header has "
                    + "\(first.cells.count).")
        }
        self.name = name
        header = first.cells
        rows = records.map(\.cells)
        lines = records.map(\.line)
    }

    /// The numbers of a column.
    ///
    /// - Throws: `InputError` with line and column when a cell is empty or not a finite number, or
    ///   when there is no such column
    public func numbers(_ column: String) throws -> [Double] {
        try cells(column).enumerated().map { row, cell in
            let text = cell.trimmed
            if text.isEmpty {
                throw InputError(
                    "\(name), line \(lines[row]): the cell \"\(column)\" is empty; a number is "
                        + "needed.")
            }
            guard let number = Double(text), number.isFinite else {
                throw InputError(
                    "\(name), line \(lines[row]): \"\(text)\" in the column \"\(column)\" is not "
                        + "a number.")
            }
            return number
        }
    }

    /// The numbers of a column as Floats; the same errors, and one for a number that no Float holds.
    public func floats(_ column: String) throws -> [Float] {
        try numbers(column).enumerated().map { row, number in
            guard Float(number).isFinite else {
                throw InputError(
                    "\(name), line \(lines[row]): \(number) in the column \"\(column)\" is too "
                        + "large; numbers up to 3.4e38 are read.")
            }
            return Float(number)
        }
    }

    /// The texts of a column; the same errors, but any text that is not empty will do.
    public func texts(_ column: String) throws -> [String] {
        try cells(column).enumerated().map { row, cell in
            if cell.trimmed.isEmpty {
                throw InputError("\(name), line \(lines[row]): the cell \"\(column)\" is empty.")
            }
            return cell.trimmed
        }
    }

    private func cells(_ column: String) throws -> [String] {
        guard let index = header.firstIndex(where: { $0.trimmed == column }) else {
            throw InputError(
                "\(name) has no column \"\(column)\"; its columns are "
                    + header.joined(separator: ", ") + ".")
        }
        return rows.map { $0[index] }
    }

    private static func records(
        _ text: String, name: String
    ) throws -> [(line: Int, cells: [String])] {
        var records: [(line: Int, cells: [String])] = []
        var cells: [String] = []
        var cell = ""
        var (line, firstLine) = (1, 1)
        var isQuoted = false
        func endRecord() {
            if !(cells.isEmpty && cell.trimmed.isEmpty) {
                records.append((firstLine, cells + [cell]))
            }
            cells = []
            cell = ""
        }
        var characters = text[...]
        while let character = characters.popFirst() {
            if character.isNewline { line += 1 }
            switch (character, isQuoted) {
            case ("\"", true) where characters.first == "\"":
                cell.append("\"")
                characters.removeFirst()
            case ("\"", true): isQuoted = false
            case ("\"", false) where cell.isEmpty: isQuoted = true
            case (",", false):
                cells.append(cell)
                cell = ""
            case ("\n", false), ("\r\n", false), ("\r", false):
                endRecord()
                firstLine = line
            default: cell.append(character)
            }
        }
        if isQuoted {
            throw InputError("\(name): the quotation mark in line \(firstLine) is never closed.")
        }
        endRecord()
        return records
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
