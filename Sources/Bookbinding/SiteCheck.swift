import Foundation
import Primavera

/// Follows every link of the finished site and looks for every image.
struct SiteCheck {
    private(set) var problems: [String] = []
    private(set) var links = 0
    private(set) var images = 0
    let pages: Int
    private(set) var largestPage = ""
    private(set) var megabytes = 0

    private let site: String
    private var renderer: [(name: String, bytes: Int)] = []
    private var anchors: [String: Set<String>] = [:]
    private var plainPages: [(address: String, html: String)] = []

    /// The most that the site and a page of it may weigh, with what the browser loads for it.
    private static let siteLimit = 25_000_000
    private static let pageLimit = 1_500_000

    init(of site: String) throws {
        self.site = site
        let found = try ReferencePages(of: site).pages
        pages = found.count
        try readPlainPages()
        for page in found { anchors[page.address] = Self.anchors(in: page.content) }
        for folder in ["/js/", "/css/"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: site + folder)
            where !name.hasPrefix("highlight-js") || name.contains("swift") {
                renderer.append((name, size(folder + name)))
            }
        }
        var largest = 0
        for page in found {
            let references = page.content["references"] as? [String: [String: Any]] ?? [:]
            var bytes = rendererBytes(for: page.address) + page.bytes
            for (name, reference) in references.sorted(by: { $0.key < $1.key }) {
                bytes += check(name, reference, on: page.address)
            }
            if let metadata = page.content["metadata"] as? [String: Any],
                let source = metadata["remoteSource"] as? [String: Any],
                let url = source["url"] as? String
            {
                follow(url, on: page.address)
            }
            if !exists(page.address + "/index.html") {
                problems.append("\(page.address) cannot be opened: it has no index.html.")
            }
            if bytes > Self.pageLimit {
                problems.append("\(page.address) weighs \(bytes / 1000) KB; 1,500 KB are allowed.")
            }
            if bytes > largest {
                largest = bytes
                largestPage = "\(page.address), weighs \(bytes / 1000) KB"
            }
        }
        checkPlainPages()
        try checkSize()
    }

    /// Looks at one thing that a page refers to; returns the bytes that a browser loads for it.
    private mutating func check(_ name: String, _ reference: [String: Any], on page: String) -> Int
    {
        switch reference["type"] as? String {
        case "topic", "section", "link":
            // A chapter is a part of the contents: it has an address that no page shows.
            if let url = reference["url"] as? String, !url.hasPrefix("/tutorials/contents/") {
                follow(url, on: page)
            }
        case "image", "video", "download":
            images += 1
            if (reference["alt"] as? String ?? "").isEmpty {
                problems.append("\(page): the image \(name) has no text that says what it shows.")
            }
            let variants = reference["variants"] as? [[String: Any]] ?? []
            let urls = variants.compactMap { $0["url"] as? String }
            if urls.isEmpty { problems.append("\(page): the image \(name) has no file.") }
            for url in urls where !exists(url) {
                problems.append("\(page): there is no image \(url).")
            }
            return urls.map { size($0) }.max() ?? 0
        case "unresolvable":
            // A protocol of Swift itself has no page here, and a name such as s8SendableP.
            if name.contains("/documentation/") || name.contains("/tutorials/")
                || !name.hasPrefix("doc:")
            {
                problems.append("\(page): the link \(name) leads nowhere.")
            }
        default: break
        }
        return 0
    }

    /// Looks whether an address of the site leads somewhere; those of other sites are left alone.
    private mutating func follow(_ url: String, on page: String) {
        if url.hasPrefix("http://") || url.hasPrefix("https://") || url.hasPrefix("mailto:") {
            return
        }
        links += 1
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let address = parts[0].isEmpty ? page : parts[0]
        let isThere = anchors[address] != nil || exists(address) || exists(address + "/index.html")
        if !address.hasPrefix("/") || !isThere {
            problems.append("\(page): the link \(url) leads nowhere.")
        } else if parts.count == 2, let there = anchors[address],
            !there.contains(parts[1].lowercased())
        {
            problems.append("\(page): there is no place #\(parts[1]) on \(address).")
        }
    }

    /// The pages that `docc` has not made: front page and sources.
    private mutating func checkPlainPages() {
        for (address, html) in plainPages {
            for match in html.matches(of: #/href="([^"]*)"/#) {
                follow(String(match.output.1), on: address)
            }
        }
    }

    /// Reads these pages, and notes the places on them that a link can name.
    private mutating func readPlainPages() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: site + SourcePages.base)
            .filter { $0.hasSuffix("index.html") }.map { SourcePages.base + "/" + $0 }
        for name in names.sorted() + ["/index.html"] {
            let address = String(name.dropLast("index.html".count))
            let html = try text(of: site + name)
            plainPages.append((address, html))
            anchors[address] = Set(
                html.components(separatedBy: " id=\"").dropFirst().map {
                    $0.prefix { $0 != "\"" }.lowercased()
                })
        }
    }

    private mutating func checkSize() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: site)
        let bytes = names.reduce(0) { $0 + size("/" + $1) }
        megabytes = (bytes + 999_999) / 1_000_000
        if bytes > Self.siteLimit {
            problems.append("The site has \(megabytes) MB; 25 MB are allowed.")
        }
    }

    /// What the browser loads for a page beside the page: the parts of the renderer for its kind, and for
    /// the reference the list of all pages. Never too little: some parts are loaded only when needed.
    private func rendererBytes(for address: String) -> Int {
        let others =
            switch address {
            case "/tutorials/contents": ["documentation-topic.", "topic."]
            case _ where address.hasPrefix("/tutorials/"):
                ["documentation-topic.", "tutorials-overview."]
            default: ["tutorials-overview.", "topic."]
            }
        let loaded = renderer.filter { part in !others.contains { part.name.hasPrefix($0) } }
        let list = address.hasPrefix("/tutorials/") ? 0 : size("/index/index.json")
        return loaded.reduce(size("/index.html") + list) { $0 + $1.bytes }
    }

    private func exists(_ address: String) -> Bool {
        var isFolder = ObjCBool(false)
        let isThere = FileManager.default.fileExists(atPath: site + address, isDirectory: &isFolder)
        return isThere && !isFolder.boolValue
    }

    private func size(_ address: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: site + address)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { return 0 }
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// The places on a page that a link can name.
    private static func anchors(in content: Any) -> Set<String> {
        if let object = content as? [String: Any] {
            let own = (object["anchor"] as? String).map { [$0.lowercased()] } ?? []
            return object.values.reduce(into: Set(own)) { $0.formUnion(anchors(in: $1)) }
        }
        if let array = content as? [Any] {
            return array.reduce(into: []) { $0.formUnion(anchors(in: $1)) }
        }
        return []
    }
}
