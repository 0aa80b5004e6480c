import Primavera

/// A source that is no longer as the book shows it.
///
/// Students change sources: that is what the course is for. So this is a note for them, and the book
/// shows the course's version. Who writes the book wants to know it: with `--strict` it is a failure.
struct Difference: Equatable {
    /// The source that was changed.
    let source: String
    /// What to do so that book and source agree again.
    let remedy: String

    /// What a student is told of all of them.
    static func note(_ differences: [Difference]) -> String {
        if differences.isEmpty { return "" }
        var sources: [String] = []
        for difference in differences where !sources.contains(difference.source) {
            sources.append(difference.source)
        }
        return """
            These are not as the course gave them. The book shows the course's version:
            \(sources.map { "  \($0)\n" }.joined())
            """
    }
}
