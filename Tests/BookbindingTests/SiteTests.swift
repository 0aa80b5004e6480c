import Primavera
import XCTest

@testable import Bookbinding

final class SiteTests: XCTestCase {
    private var site = ""

    override func setUpWithError() throws {
        site = NSTemporaryDirectory() + "site-\(UUID().uuidString)"
        for file in [
            "index/index.json", "js/a.js", "css/a.css", "sources/a/index.html", "a/index.html",
        ] {
            try writeAtomically("{}", to: "\(site)/\(file)")
        }
        try writeAtomically("<a href=\"/a\">", to: site + "/index.html")
        try writeAtomically("<span id=\"L1\">", to: site + "/sources/a/index.html")
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: site) }

    private func problems(_ reference: String) throws -> [String] {
        try writeAtomically(
            "{\"references\": {\"r\": \(reference)}, \"anchor\": \"Top\"}",
            to: site + "/data/a.json")
        return try SiteCheck(of: site).problems
    }

    func testLinksThatLeadSomewhereAreFine() throws {
        XCTAssertEqual(try problems(#"{"type": "topic", "url": "/a"}"#), [])
        XCTAssertEqual(try problems(#"{"type": "section", "url": "/a#top"}"#), [])
        XCTAssertEqual(try problems(#"{"type": "link", "url": "https://example.org/"}"#), [])
    }

    func testALinkToNoPageAndToNoPlaceIsFound() throws {
        XCTAssertEqual(
            try problems(#"{"type": "topic", "url": "/b"}"#), ["/a: the link /b leads nowhere."])
        XCTAssertEqual(
            try problems(#"{"type": "link", "url": "/a#end"}"#),
            ["/a: there is no place #end on /a."])
        XCTAssertEqual(
            try problems(#"{"type": "unresolvable", "title": "b"}"#),
            ["/a: the link r leads nowhere."])
    }

    func testALinkToALineOfASourceNeedsThatLine() throws {
        XCTAssertEqual(try problems(#"{"type": "link", "url": "/sources/a/#L1"}"#), [])
        XCTAssertEqual(
            try problems(#"{"type": "link", "url": "/sources/a/#L9"}"#),
            ["/a: there is no place #L9 on /sources/a/."])
    }

    func testAnImageNeedsAFileAndAText() throws {
        XCTAssertEqual(
            try problems(#"{"type": "image", "alt": "", "variants": [{"url": "/images/x.svg"}]}"#),
            [
                "/a: the image r has no text that says what it shows.",
                "/a: there is no image /images/x.svg.",
            ])
    }

    func testAPageThatWeighsTooMuchIsFound() throws {
        try writeAtomically([UInt8](repeating: 32, count: 1_600_000), to: site + "/images/x.svg")
        let found = try problems(
            #"{"type": "image", "alt": "x", "variants": [{"url": "/images/x.svg"}]}"#)
        XCTAssertEqual(found, ["/a weighs 1600 KB; 1,500 KB are allowed."])
    }

    func testThePreviewShowsFilesAndFoldersAndNothingElse() throws {
        XCTAssertEqual(
            Preview.response(to: "/css/a.css?v=1", in: site).type, "text/css; charset=utf-8")
        XCTAssertEqual(Preview.response(to: "/a", in: site).location, "/a/")
        XCTAssertEqual(Preview.response(to: "/a/", in: site).body, Array("{}".utf8))
        XCTAssertEqual(Preview.response(to: "/b", in: site).status, "404 Not Found")
        for escape in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/a/..%2f..", "etc"] {
            XCTAssertEqual(Preview.response(to: escape, in: site).status, "400 Bad Request", escape)
        }
    }
}
