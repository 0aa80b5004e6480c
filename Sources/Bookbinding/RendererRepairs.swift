import Foundation
import Primavera

/// What the pages that `docc` draws lack for readers with weak eyes, or with a voice that reads to them:
/// enough contrast in some places, and the names of two things. Found by axe-core; see `Walk/walk.py`.
enum RendererRepairs {
    /// Colours with a contrast of at least 4.5 : 1.
    private static let style = """
        html:root {
            --color-figure-blue: #0050c8;
            --color-syntax-comments: #566472;
            --color-syntax-keywords: #9b2393;
            --color-syntax-strings: #b3200f;
            --color-runtime-preview-disabled-text: #5c5c61;
        }
        #app:has(.tutorials-overview) .color-scheme-toggle { --toggle-color-text: #6cb6ff }

        """

    /// A name for the button of the path above a narrow page; a role for the time that a lesson takes,
    /// whose name says it whole.
    private static let script = """
        new MutationObserver(() => {
            for (const button of document.querySelectorAll(".hierarchy-collapsed-items > button.toggle"))
                if (!button.ariaLabel) button.ariaLabel = "The pages above this one";
            for (const item of document.querySelectorAll("div.item[aria-label]"))
                if (!item.role) item.role = "group";
        }).observe(document, { childList: true, subtree: true });

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
