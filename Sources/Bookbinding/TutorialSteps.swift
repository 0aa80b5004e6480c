/// What is written into the steps of a tutorial before `docc` reads them.
enum TutorialSteps {
    /// A tutorial with the place of each listing behind the text above it:
    /// `Source: main.swift, lines 3 to 9.` (`docc` allows no paragraph more in a step.)
    static func withPlaces(_ text: String, _ places: [Listings.Place]) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let listing = line.firstMatch(of: #/^ *@Code\(.*file: "([^"]+)"/#)?.output.1,
                let last = lines.lastIndex(where: { !$0.isEmpty }), !lines[last].hasSuffix("{")
            {
                let links = places.filter { $0.listing == listing }.map { place in
                    let name = place.file.split(separator: "/").last ?? ""
                    return "[\(name), \(place.said)](\(SourcePages.address(place)))"
                }
                if !links.isEmpty { lines[last] += " Source: \(links.joined(separator: ", "))." }
            }
            lines.append(String(line))
        }
        return lines.joined(separator: "\n")
    }

    /// A tutorial in which a step without code and picture has those of the step before it, the first one
    /// the picture of its section: beside the step would be nothing but grey.
    static func withMedia(_ text: String) -> String {
        var lines: [String] = []
        var media = ""
        var (isInStep, hasMedia) = (false, false)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("@Step {") { (isInStep, hasMedia) = (true, false) }
            if words.hasPrefix("@Code(") || words.hasPrefix("@Image(") {
                (media, hasMedia) = (String(line), true)
            }
            if isInStep && words == "}" {
                if !hasMedia { lines += ["", media] }
                isInStep = false
            }
            lines.append(String(line))
        }
        return lines.joined(separator: "\n")
    }
}
