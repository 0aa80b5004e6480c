/// A picture out of characters: every character is a cell of 2 × 4 dots (Unicode's Braille), or
/// one letter.
struct CharacterCanvas {
    let columns: Int
    let rows: Int
    private var dots: [UInt8]
    private var letters: [Character?]
    private var colours: [Int?]

    init(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        dots = [UInt8](repeating: 0, count: self.columns * self.rows)
        letters = [Character?](repeating: nil, count: self.columns * self.rows)
        colours = [Int?](repeating: nil, count: self.columns * self.rows)
    }

    /// Sets the dot at a place, 0 … 1 in both directions, y upwards.
    mutating func dot(_ u: Double, _ v: Double, _ colour: Int?) {
        guard let (x, y) = cell(u, v, 2, 4) else { return }
        let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        let index = y / 4 * columns + x / 2
        dots[index] |= bits[y % 4][x % 2]
        if letters[index] == nil { colours[index] = colour }
    }

    mutating func letter(_ letter: Character, _ u: Double, _ v: Double, _ colour: Int?) {
        guard let (x, y) = cell(u, v, 1, 1) else { return }
        letters[y * columns + x] = letter
        colours[y * columns + x] = colour
    }

    /// Sets the dots of a straight line.
    mutating func line(_ a: (Double, Double), _ b: (Double, Double), _ colour: Int?) {
        guard a.0.isFinite, a.1.isFinite, b.0.isFinite, b.1.isFinite else { return }
        let length = max(abs(b.0 - a.0) * Double(columns * 2), abs(b.1 - a.1) * Double(rows * 4))
        let steps = max(1, Int(min(4_000, length.rounded(.up))))
        for step in 0...steps {
            let t = Double(step) / Double(steps)
            dot(a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1), colour)
        }
    }

    private func cell(_ u: Double, _ v: Double, _ across: Int, _ down: Int) -> (Int, Int)? {
        guard u >= 0, u <= 1, v >= 0, v <= 1 else { return nil }
        return (
            min(columns * across - 1, Int(u * Double(columns * across))),
            min(rows * down - 1, Int((1 - v) * Double(rows * down)))
        )
    }

    func lines(colours useColours: Bool) -> [String] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                let index = row * columns + column
                let braille = Character(Unicode.Scalar(0x2800 + UInt32(dots[index]))!)
                let character = letters[index] ?? (dots[index] == 0 ? " " : braille)
                guard useColours, let colour = colours[index], character != " " else {
                    return String(character)
                }
                return TerminalColour.series(colour, String(character))
            }.joined()
        }
    }
}

/// The codes that colour text in a terminal.
enum TerminalColour {
    /// The text in the colour of a series, from the terminal's palette of 256.
    static func series(_ index: Int, _ text: String) -> String {
        let palette = [39, 208, 36, 176, 214, 75, 142, 245]
        return "\u{1B}[38;5;\(palette[index % palette.count])m\(text)\u{1B}[0m"
    }

    static func rgb(
        _ foreground: (r: UInt8, g: UInt8, b: UInt8), _ background: (r: UInt8, g: UInt8, b: UInt8),
        _ text: String
    ) -> String {
        "\u{1B}[38;2;\(foreground.r);\(foreground.g);\(foreground.b)"
            + ";48;2;\(background.r);\(background.g);\(background.b)m\(text)\u{1B}[0m"
    }
}
