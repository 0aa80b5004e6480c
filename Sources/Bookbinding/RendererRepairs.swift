import Foundation
import Primavera

/// What the pages that `docc` draws lack.
///
/// For readers with weak eyes, or with a voice that reads to them: enough contrast in some places, and the
/// names of two things. (Found by axe-core; see `Walk/walk.py`.) For a narrow window: code that goes on in
/// the next line, tables that fit, and no picture twice in a row.
enum RendererRepairs {
    /// Colours on a light ground, with a contrast of at least 4.5 : 1.
    private static let lightColours = """
        --color-figure-blue: #0050c8; --color-syntax-comments: #566472;
        --color-syntax-keywords: #9b2393; --color-syntax-strings: #b3200f;
        --color-runtime-preview-disabled-text: #5c5c61
        """

    private static let style = """
        html body[data-color-scheme=light] { \(lightColours) }
        @media (prefers-color-scheme: light) {
            html body:not([data-color-scheme=dark]) { \(lightColours) }
        }
        #app:has(.tutorials-overview) .color-scheme-toggle { --toggle-color-text: #6cb6ff }
        html .code-listing .code-line-container { display: inline-flex; max-width: 100% }
        html .code-listing .code-number { flex: none }
        html .code-listing .code-line { white-space: pre-wrap; overflow-wrap: anywhere }
        .step-container .media-container[hidden] { display: none }
        @media (max-width: 735px) {
            html .table-wrapper :is(td, th) { padding: 5px 3px; font-size: 12px; line-height: 1.35 }
            html .table-wrapper code { font-size: 11px }
            html .table-wrapper img { max-width: 62vw }
            html .code-listing pre code { white-space: pre-wrap; overflow-wrap: anywhere }
        }

        """

    /// Names for the button of the path above a narrow page, and for a table that is wider than the window,
    /// which the keyboard must reach; a role for the time that a lesson takes, whose name says it whole. A
    /// step that shows what the one before it shows does so in a wide window only.
    private static let script = """
        function repair() {
            for (const button of document.querySelectorAll(".hierarchy-collapsed-items > button.toggle"))
                if (!button.ariaLabel) button.ariaLabel = "The pages above this one";
            for (const item of document.querySelectorAll("div.item[aria-label]"))
                if (!item.role) item.role = "group";
            for (const table of document.querySelectorAll(".table-wrapper"))
                if (table.scrollWidth > table.clientWidth && table.tabIndex < 0) {
                    table.tabIndex = 0;
                    table.role = "group";
                    table.ariaLabel = "A table, wider than the window";
                }
            let shown = "";
            for (const media of document.querySelectorAll(".intro-container .media, .media-container")) {
                const code = media.querySelector("[identifier]");
                const now = code ? code.getAttribute("identifier") : media.querySelector("img")?.src;
                if (media.className == "media-container") media.hidden = now == shown;
                shown = now;
            }
        }
        new MutationObserver(repair).observe(document, { childList: true, subtree: true });
        addEventListener("resize", repair);
        addEventListener("load", repair, true);

        """

    /// Writes both, and a line into each page that loads them.
    static func apply(to site: String) throws {
        try writeAtomically(style, to: site + "/css/repairs.css")
        try writeAtomically(script, to: site + "/js/repairs.js")
        let loads = """
            <link href="/css/repairs.css" rel="stylesheet"><script defer src="/js/repairs.js"></script></head>
            """
        for name in try FileManager.default.subpathsOfDirectory(atPath: site)
        where name.hasSuffix("index.html") {
            let page = try text(of: site + "/" + name)
            try writeAtomically(
                page.replacingOccurrences(of: "</head>", with: loads), to: site + "/" + name)
        }
    }
}
