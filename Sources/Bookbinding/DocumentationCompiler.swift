import Foundation
import Primavera

/// `docc`, the toolchain's own compiler for documentation.
struct DocumentationCompiler {
    /// Makes a site of a catalogue and the symbols of modules; returns what `docc` has to say, a line
    /// for each warning.
    func convert(
        _ catalogue: String, graphs: String, into site: String, sources: String
    ) throws -> [String] {
        let beside = catalogue + "/../site"
        try? FileManager.default.removeItem(atPath: beside)
        let run = try run(
            toolOfTheToolchain("docc"),
            [
                "convert", catalogue, "--additional-symbol-graph-dir", graphs, "--output-path",
                beside,
                "--transform-for-static-hosting", "--fallback-display-name", "Primavera",
                "--fallback-bundle-identifier", "primavera", "--ide-console-output",
                "--fallback-default-module-kind", "Library",
                "--checkout-path", sources, "--source-service", "github",
                "--source-service-base-url",
                Self.elsewhere + SourcePages.base,
            ])
        let remarks = Self.remarks(in: run.output, catalogue: catalogue, sources: sources)
        if run.status != 0 && remarks.isEmpty {
            throw InputError("docc ended with \(run.status):\n\(run.output)")
        }
        if remarks.isEmpty {
            try bringHome(beside)
            try? FileManager.default.removeItem(atPath: site)
            try FileManager.default.moveItem(atPath: beside, toPath: site)
        }
        return remarks
    }

    /// `docc` knows sources at the address of another site only. This one stands for ours until the
    /// pages are made.
    private static let elsewhere = "https://primavera.invalid"

    /// Makes the links to sources links within the site.
    private func bringHome(_ site: String) throws {
        let folder = site + "/data"
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.hasSuffix(".json") {
            let page = try text(of: folder + "/" + name)
            // In these files a slash is written with a backslash before it.
            let written = Self.elsewhere.replacing("/", with: "\\/")
            try writeAtomically(
                page.replacingOccurrences(of: written, with: ""), to: folder + "/" + name)
        }
    }

    /// The lines of warnings and errors, each once, with places in the package.
    static func remarks(in output: String, catalogue: String, sources: String) -> [String] {
        var seen: Set<String> = []
        return output.split(separator: "\n").compactMap { line in
            let plain = String(line).replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
            guard plain.contains("warning:") || plain.contains("error:") else { return nil }
            let remark = plain.replacing(catalogue, with: "Primavera.docc").replacing(
                sources + "/", with: "")
            return seen.insert(remark).inserted ? remark : nil
        }
    }
}
