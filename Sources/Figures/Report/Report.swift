import FoundationEssentials
import Primavera

/// A page for a browser: text, tables and figures in one HTML file that needs nothing else.
///
/// ```swift
/// var report = Report(title: "Lesson 01: Perceptron")
/// report.heading("Why")
/// report.paragraph("In *1943* the first neuron was made of `AND`, `OR` and `NOT`.")
/// report.figure(chart, caption: "The line moves.")
/// try writeAtomically(report.html, to: "index.html")
/// ```
/// In text `code` stands between back quotes and *emphasis* between stars.
public struct Report: Sendable {
    /// The page's title.
    public let title: String
    private var body: [String] = []
    private var headings: [(anchor: String, text: String)] = []
    private var animationCount = 0

    /// An empty page.
    public init(title: String) { self.title = title }

    /// The title of a section.
    public mutating func heading(_ text: String) {
        let anchor = "section-\(headings.count + 1)"
        headings.append((anchor, text))
        body.append("<h2 id=\"\(anchor)\">\(Self.inline(text))</h2>")
    }

    /// A paragraph, with its signs for code and emphasis.
    public mutating func paragraph(_ text: String) {
        body.append("<p>\(Self.inline(text))</p>")
    }

    /// Text in lines as they are: code, or numbers in columns.
    public mutating func preformatted(_ text: String) {
        body.append("<pre>\(text.escapedForXML)</pre>")
    }

    /// A table; columns of numbers are set to the right.
    public mutating func table(_ headers: [String], _ rows: [[String]]) {
        func isNumeric(_ column: Int) -> Bool {
            rows.allSatisfy { column >= $0.count || $0[column].isNumber }
        }
        func cell(_ tag: String, _ text: String, _ column: Int) -> String {
            "<\(tag)\(isNumeric(column) ? " class=\"number\"" : "")>\(Self.inline(text))</\(tag)>"
        }
        let head = headers.enumerated().map { cell("th", $1, $0) }.joined()
        let lines = rows.map { row in
            "<tr>" + row.enumerated().map { cell("td", $1, $0) }.joined() + "</tr>"
        }
        body.append(
            "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>"
                + lines.joined() + "</tbody></table></div>")
    }

    /// A figure with a line of text below it.
    public mutating func figure(_ figure: any Figure, caption: String) {
        body.append(
            "<figure><div class=\"wide\">\(figure.svg())</div>"
                + "<figcaption>\(Self.inline(caption))</figcaption></figure>")
    }

    /// Frames under a slider. Without scripts the last frame is shown.
    public mutating func animation(_ animation: Animation, caption: String) {
        animationCount += 1
        let last = animation.frames.count - 1
        let frames = animation.frames.enumerated().map { index, frame in
            "<div class=\"frame\"\(index == last ? "" : " hidden")>\(frame.svg())</div>"
        }
        // The script cuts the labels at "|"; one in a label becomes a sign that looks the same.
        let labels = animation.labels.map { $0.escapedForXML.replacing("|", with: "∣") }
            .joined(separator: "|")
        let name = "animation-\(animationCount)"
        body.append(
            "<figure class=\"animation\"><div class=\"wide\">\(frames.joined())</div>"
                + "<div class=\"controls\"><button type=\"button\" aria-label=\"play\">▶</button>"
                + "<input type=\"range\" id=\"\(name)\" min=\"0\" max=\"\(last)\" value=\"\(last)\""
                + " data-labels=\"\(labels)\" aria-label=\"\(animation.title.escapedForXML)\">"
                + "<output for=\"\(name)\">\(animation.labels[last].escapedForXML)</output></div>"
                + "<figcaption>\(Self.inline(caption))</figcaption></figure>")
    }

    /// A box that stands out: what the reader is to do.
    public mutating func callout(_ paragraphs: [String]) {
        body.append(
            "<aside>" + paragraphs.map { "<p>\(Self.inline($0))</p>" }.joined() + "</aside>")
    }

    /// The whole page.
    public var html: String {
        let contents = headings.map {
            "<li><a href=\"#\($0.anchor)\">\(Self.inline($0.text))</a></li>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title.escapedForXML)</title>
            <style>\(ReportStyle.sheet)</style>
            </head>
            <body>
            <main>
            <h1>\(title.escapedForXML)</h1>
            <nav aria-label="Sections"><ol>\(contents.joined())</ol></nav>
            \(body.joined(separator: "\n"))
            </main>
            <script>\(ReportStyle.script)</script>
            </body>
            </html>

            """
    }

    /// Text as HTML: `code` and *emphasis*.
    static func inline(_ text: String) -> String {
        Markup.runs(text).map { run in
            switch run {
            case .plain(let text): text.escapedForXML
            case .code(let text): "<code>\(text.escapedForXML)</code>"
            case .emphasis(let text): "<em>\(text.escapedForXML)</em>"
            }
        }
        .joined()
    }
}
