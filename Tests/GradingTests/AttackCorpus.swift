import Foundation

@testable import Grading

/// An attack from the folder `Attacks`, and the verdict that it must earn.
struct Attack {
    let name: String
    /// `Verdict`, `Reader` …: what stands between the heading and the first listing.
    let facts: [String: String]
    let listings: [String]

    /// The verdicts that are right; some attacks end in one of several ways.
    var verdicts: [Verdict] { verdicts("Verdict") }

    func verdicts(_ fact: String) -> [Verdict] {
        (facts[fact] ?? "").components(separatedBy: ", ").compactMap(Verdict.init)
    }

    /// The attacks of a file: headings with `##`, facts, and listings between fences.
    static func all(in name: String) throws -> [Attack] {
        let path = CoursePackage(around: #filePath)!.path("Tests/GradingTests/Attacks/\(name)")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n## ").dropFirst().map { section in
            let lines = section.components(separatedBy: "\n")
            var facts: [String: String] = [:]
            var listings: [String] = []
            var listing: [String]?
            for line in lines.dropFirst() {
                if line.hasPrefix("```") {
                    if let whole = listing { listings.append(whole.joined(separator: "\n")) }
                    listing = listing == nil ? [] : nil
                } else if listing != nil {
                    listing?.append(line)
                } else if let colon = line.firstIndex(of: ":") {
                    let value = line[line.index(after: colon)...]
                    facts[String(line[..<colon])] = value.trimmingCharacters(in: .whitespaces)
                }
            }
            return Attack(name: lines[0], facts: facts, listings: listings)
        }
    }
}

/// The files of a submission in which each exercise's answer begins with another attack.
struct AttackSubmission {
    private(set) var files: [String: String]
    /// The exercise in which an attack stands, by its name.
    private(set) var places: [String: String] = [:]

    init(_ attacks: [Attack], stubs: [String: String]) {
        files = stubs
        var waiting = attacks[...]
        for (name, text) in stubs.sorted(by: { $0.key < $1.key }) {
            var lines: [String] = []
            var exercise: String?
            var attackers: [String] = []
            for line in text.components(separatedBy: "\n") {
                if line.hasPrefix("/// Exercise ") {
                    exercise = line.dropFirst(13).prefix { $0 != " " && $0 != "," }.description
                }
                if line == "    todo()", let id = exercise, let attack = waiting.popFirst() {
                    let number = "\(name.dropLast(6))Attack\(attackers.count)"
                    lines.append("    \(number).run()\n    return todo()")
                    attackers.append(
                        "private enum \(number) {\n    static func run() {\n\(attack.listings[0])\n}\n}"
                    )
                    places[attack.name] = id
                    exercise = nil
                } else {
                    lines.append(line)
                }
            }
            if !attackers.isEmpty {
                files[name] =
                    "import Foundation\nimport Dispatch\n" + lines.joined(separator: "\n")
                    + attackers.joined(separator: "\n") + "\n"
            }
        }
    }

    /// A file of lesson 1 as an attack of `InFiles.md` has it.
    static func lesson01(_ attack: Attack, stub: String) -> String {
        switch attack.listings[0] {
        case "EMPTY": return ""
        case "BYTES": return "\u{0}\u{1}\u{FFFD}\u{0}public func"
        default: break
        }
        var text = stub.replacingOccurrences(
            of: "import Coursework\n",
            with: "import Coursework\n"
                + attack.listings[0].replacingOccurrences(
                    of: "BRACKETS", with: String(repeating: "(", count: 100_000)) + "\n")
        if attack.listings.count > 1 {
            text = text.replacingOccurrences(
                of: "    todo()", with: "    " + attack.listings[1])
            if attack.listings[1].contains("randomAnswer") { text += wrongAnswers }
        }
        return text
    }

    /// An answer of whatever type that is never right.
    private static let wrongAnswers = """
        extension Array where Element == Int {
            func randomAnswer() -> Int { 77 }
            func randomAnswer() -> Double { 77.7 }
            func randomAnswer() -> Bool { false }
            func randomAnswer() -> [Double] { [77.7] }
            func randomAnswer() -> ([Double], Int) { ([77.7], 77) }
        }
        """
}
