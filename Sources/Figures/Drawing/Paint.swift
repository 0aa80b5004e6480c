/// A colour by its role.
public enum Paint: Sendable, Equatable {
    /// Text and axes.
    case ink
    /// Text of less weight.
    case muted
    /// Grid lines.
    case grid
    /// What lies behind everything.
    case paper
    /// The colour of a series of data: eight, then they begin again.
    case series(Int)
    /// Red, green and blue, the same on light and dark paper.
    case rgb(UInt8, UInt8, UInt8)

    /// How many series can be told apart by colour.
    public static let seriesCount = 8

    /// The name of the variable of the style sheet that holds the colour, or the colour itself.
    var css: String {
        switch self {
        case .ink: "var(--ink)"
        case .muted: "var(--muted)"
        case .grid: "var(--grid)"
        case .paper: "var(--paper)"
        case .series(let index): "var(--series-\(index % Self.seriesCount))"
        case .rgb(let r, let g, let b): "rgb(\(r),\(g),\(b))"
        }
    }

    /// Red, green and blue, 0 … 255.
    public func rgb(isDark: Bool) -> (r: UInt8, g: UInt8, b: UInt8) {
        switch self {
        case .ink: isDark ? (230, 230, 225) : (32, 33, 36)
        case .muted: isDark ? (165, 168, 172) : (95, 99, 104)
        case .grid: isDark ? (62, 65, 70) : (222, 224, 228)
        case .paper: isDark ? (24, 26, 29) : (255, 255, 255)
        case .series(let index): Self.series(index % Self.seriesCount, isDark)
        case .rgb(let r, let g, let b): (r, g, b)
        }
    }

    /// The colours of Okabe and Ito (2008), which people with any kind of colour vision can tell
    /// apart; yellow is darkened on light paper and blue lightened on dark, for contrast.
    private static func series(_ index: Int, _ isDark: Bool) -> (r: UInt8, g: UInt8, b: UInt8) {
        let light: [(UInt8, UInt8, UInt8)] = [
            (0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0),
            (46, 150, 210), (120, 110, 20), (90, 90, 90),
        ]
        let dark: [(UInt8, UInt8, UInt8)] = [
            (86, 180, 233), (240, 130, 50), (40, 190, 145), (222, 150, 190), (240, 185, 60),
            (120, 160, 255), (250, 242, 140), (190, 190, 190),
        ]
        return (isDark ? dark : light)[index]
    }

    /// The variables of the style sheet, for one kind of paper.
    static func styleSheet(isDark: Bool) -> String {
        let roles: [(String, Paint)] =
            [("ink", .ink), ("muted", .muted), ("grid", .grid), ("paper", .paper)]
            + (0..<seriesCount).map { ("series-\($0)", .series($0)) }
        return roles.map { name, paint in
            let (r, g, b) = paint.rgb(isDark: isDark)
            return "--\(name):rgb(\(r),\(g),\(b))"
        }.joined(separator: ";")
    }
}
