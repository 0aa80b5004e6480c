import FoundationEssentials
import LosslessCompression
import Primavera

extension Drawing {
    /// The drawing as an SVG element for an HTML page that defines the colours.
    func svg(alternativeText: String) -> String {
        svg(alternativeText: alternativeText, style: "")
    }

    /// The drawing as an SVG file of its own, which follows the reader's light or dark setting.
    func standaloneSVG(alternativeText: String) -> String {
        let style =
            "<style>svg{\(Paint.styleSheet(isDark: false));background:var(--paper)}"
            + "@media(prefers-color-scheme:dark){svg{\(Paint.styleSheet(isDark: true))}}</style>"
        return svg(alternativeText: alternativeText, style: style) + "\n"
    }

    private func svg(alternativeText: String, style: String) -> String {
        let size = "width=\"\(short(width))\" height=\"\(short(height))\""
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) "
            + "viewBox=\"0 0 \(short(width)) \(short(height))\" role=\"img\" "
            + "font-family=\"system-ui,sans-serif\">"
            + "<title>\(alternativeText.escapedForXML)</title>" + style
            + shapes.map(element).joined() + "</svg>"
    }

    private func element(_ shape: Shape) -> String {
        switch shape {
        case .line(let points, let paint, let width, let isDashed):
            let dash = isDashed ? " stroke-dasharray=\"5 4\"" : ""
            return "<polyline points=\"\(list(points))\" fill=\"none\" stroke=\"\(paint.css)\" "
                + "stroke-width=\"\(short(width))\" stroke-linejoin=\"round\"\(dash)/>"
        case .polygon(let points, let paint, let opacity):
            let faint = opacity < 1 ? " fill-opacity=\"\(short(opacity))\"" : ""
            return "<polygon points=\"\(list(points))\" fill=\"\(paint.css)\"\(faint)/>"
        case .circle(let centre, let radius, let paint):
            return "<circle cx=\"\(short(centre.x))\" cy=\"\(short(centre.y))\" "
                + "r=\"\(short(radius))\" fill=\"\(paint.css)\"/>"
        case .text(let text, let point, let anchor, let size, let paint, let isBold, let isTurned):
            let place = "x=\"\(short(point.x))\" y=\"\(short(point.y))\""
            let turn =
                isTurned
                ? " transform=\"rotate(-90 \(short(point.x)) \(short(point.y)))\"" : ""
            return "<text \(place) text-anchor=\"\(anchor.rawValue)\" font-size=\"\(short(size))\" "
                + "fill=\"\(paint.css)\"\(isBold ? " font-weight=\"600\"" : "")\(turn)>"
                + text.escapedForXML + "</text>"
        case .image(let pixels, let corner, let width, let height):
            let png = PNGWriting.bytes(
                width: pixels.width, height: pixels.height, channels: 4, pixels: pixels.bytes)
            return "<image x=\"\(short(corner.x))\" y=\"\(short(corner.y))\" "
                + "width=\"\(short(width))\" height=\"\(short(height))\" "
                + "preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
                + "href=\"data:image/png;base64,\(Data(png).base64EncodedString())\"/>"
        }
    }

    private func list(_ points: [Point]) -> String {
        points.map { "\(short($0.x)),\(short($0.y))" }.joined(separator: " ")
    }

    /// A length with at most two decimals: finer than a screen shows.
    private func short(_ length: Double) -> String {
        let text = length.fixed(2)
        guard text.contains(".") else { return text }
        var trimmed = text[...]
        while trimmed.last == "0" { trimmed.removeLast() }
        if trimmed.last == "." { trimmed.removeLast() }
        return String(trimmed)
    }
}

extension String {
    /// The text with the characters replaced that have a meaning in XML and HTML, and without those
    /// that XML does not allow.
    public var escapedForXML: String {
        // Scalars, not characters: with an accent after it, `<` is another character, but still `<`.
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;".unicodeScalars
            case "<": text += "&lt;".unicodeScalars
            case ">": text += "&gt;".unicodeScalars
            case "\"": text += "&quot;".unicodeScalars
            case "\t", "\n", "\r": text.append(scalar)
            case "\u{0}"..<" ": break
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
