import Coursework
import Grading
import Primavera

/// The student's files, read once, and ours beside them.
struct ExerciseTexts {
    private let course: CoursePackage
    /// The student's files by name, those of their own too.
    private let files: [(name: String, source: ExerciseSource)]
    /// Our functions by exercise.
    private let solutions: [String: [ExerciseSource.Function]]

    /// - Throws: `InputError` when a file cannot be read
    init(_ course: CoursePackage) throws {
        self.course = course
        let folder = course.path("Exercises")
        files = try CoursePackage.names(in: folder, endingIn: ".swift").map {
            ($0, try ExerciseSource(path: folder + "/" + $0))
        }
        var solutions: [String: [ExerciseSource.Function]] = [:]
        for lesson in Catalogue.lessons {
            for function in try ExerciseSource(path: course.solutionFile(of: lesson)).functions {
                if let id = function.exercise { solutions[id, default: []].append(function) }
            }
        }
        self.solutions = solutions
    }

    /// Our functions for an exercise: most have one.
    func solution(of id: String) -> [ExerciseSource.Function] { solutions[id] ?? [] }

    /// The student's functions for an exercise; `nil` when one of them is not there.
    func functions(of id: String) -> [ExerciseSource.Function]? {
        let names = solution(of: id).map(\.name)
        let found = names.compactMap { name in
            files.lazy.compactMap { $0.source.function(name) }.first
        }
        return found.count == names.count && !found.isEmpty ? found : nil
    }

    /// Whether every brace in a lesson's file has a partner; also for a file that is not there.
    func isWhole(_ lesson: Catalogue.Lesson) -> Bool {
        files.first { lesson.exerciseFile.hasSuffix("/" + $0.name) }?.source.isWhole ?? true
    }

    /// The exercise that a function belongs to, by our solutions.
    func exercise(ofFunction name: String) -> String? {
        solutions.first { $0.value.contains { $0.name == name } }?.key
    }

    // MARK: Fingerprints

    /// A number for all of the student's code that an exercise is made of: its functions, and what
    /// they call. Blanks and comments do not count.
    func fingerprint(of id: String) -> String? {
        guard let own = functions(of: id) else { return nil }
        var hash = FNV()
        for piece in closure(of: own) { hash.add(piece) }
        return hash.text
    }

    /// The functions and all that they mention, directly or not, in the order of the files.
    private func closure(of own: [ExerciseSource.Function]) -> [[SwiftToken]] {
        var pieces: [(names: Set<String>, tokens: [SwiftToken])] = []
        for file in files {
            pieces.append((Self.declarations(file.source.rest), file.source.rest))
            pieces += file.source.functions.map { ([$0.name], $0.tokens) }
        }
        var taken = Set<Int>()
        var words = Set(own.map(\.name))
        while true {
            let more = pieces.indices.filter { index in
                !taken.contains(index)
                    && !(pieces[index].names.isDisjoint(with: words)
                        && !pieces[index].names.contains(Self.always))
            }
            if more.isEmpty { return taken.sorted().map { pieces[$0].tokens } }
            for index in more {
                taken.insert(index)
                words.formUnion(pieces[index].tokens.lazy.filter { $0.kind == .word }.map(\.text))
            }
        }
    }

    /// Stands for code that may matter without being named, as an operator does.
    private static let always = "*"

    /// The names that a file's code between its functions defines.
    private static func declarations(_ tokens: [SwiftToken]) -> Set<String> {
        let keywords: Set = [
            "let", "var", "func", "struct", "class", "enum", "typealias", "protocol", "actor",
        ]
        var names = Set<String>()
        for (token, next) in zip(tokens, tokens.dropFirst()) where token.kind == .word {
            if keywords.contains(token.text) {
                names.insert(next.kind == .word ? next.text : always)
            } else if token.text == "extension" || token.text == "operator" {
                names.insert(always)
            }
        }
        return names
    }
}

/// A hash that is the same tomorrow, which Swift's own is not (Fowler, Noll and Vo 1991).
private struct FNV {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ tokens: [SwiftToken]) {
        var last = SwiftToken.Kind.lineEnd
        for token in tokens {
            // An end of line counts, since it can divide two statements; an empty line does not.
            if token.kind == .lineEnd && last == .lineEnd { continue }
            last = token.kind
            for byte in token.text.utf8 { add(byte) }
            add(0)
        }
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    var text: String { String(value, radix: 16) }
}
