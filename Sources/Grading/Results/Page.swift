/// An HTML page in one file, in light and dark, that asks nothing of the network.
enum Page {
    static func html(title: String, _ body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light dark; --ink: #1d2733; --paper: #fff; --line: #d5dbe1; --soft: #f2f5f7; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e9ee; --paper: #14191f; --line: #38424d; --soft: #1e252d; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
          vertical-align: top; overflow-wrap: anywhere; }
        td:first-child:not(.w) { white-space: nowrap; }
        .answers { table-layout: fixed; }
        .answers td:nth-child(1) { width: 2rem; } .answers td:nth-child(2) { width: 14rem; }
        .answers td:nth-child(3) { width: 9rem; } .answers td:nth-child(4) { width: 3.5rem; }
        td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .bar { display: flex; height: 1.1rem; min-width: 12rem; background: var(--soft); }
        .bar i { display: block; }
        .v { white-space: nowrap; border-left: .5rem solid; padding-left: .5rem; }
        pre { background: var(--soft); padding: .5rem; overflow-x: auto; font-size: 13px;
          white-space: pre-wrap; }
        pre b { background: #f2cf6b; color: #1d2733; font-weight: normal; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
        </style></head><body>
        \(body)
        </body></html>

        """
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default:
                let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
                result.unicodeScalars.append(isControl ? "·" : scalar)
            }
        }
        return result
    }

    static func color(_ verdict: Verdict) -> String {
        switch verdict {
        case .passed: "#2f9e6e"
        case .wrong: "#d1495b"
        case .notANumber: "#e07a5f"
        case .wrongShape: "#edae49"
        case .crashed: "#8d5a97"
        case .timedOut: "#5b6abf"
        case .outOfMemory: "#3f88c5"
        case .notStarted: "#aab4be"
        case .doesNotCompile: "#8a6d3b"
        case .tampered: "#000"
        case .notRun: "#d5dbe1"
        }
    }

    static func cell(_ verdict: Verdict) -> String {
        "<td><span class=\"v\" style=\"border-color:\(color(verdict))\">\(verdict.rawValue)</span></td>"
    }
}
