import Foundation

/// One module that holds the solutions, the stubs and all mistakes: to compile each mistake by
/// itself would take hours.
///
/// Every exercise's function becomes a switch over a number, which the environment sets:
///
/// ```swift
/// public func step(_ sum: Double, threshold: Double) -> Int {
///     switch MistakeSwitch.enter("1.2") {
///     case 7: …          // the body of mistake 7
///     case -1: …         // the stub
///     default: …         // the solution
///     }
/// }
/// ```
/// Where one exercise calls another, the other answers with its solution: each mistake stays in its
/// own exercise.
struct SwitchedModule {
    /// The environment's name for the number.
    static let variable = "PRIMAVERA_MISTAKE"
    /// The name for the one exercise that is solved, while all others are stubs.
    static let aloneVariable = "PRIMAVERA_ALONE"
    static let solutions = 0
    static let stubs = -1

    /// Numbered from 1 in this order.
    let mistakes: [Mistake]
    /// The exercises, in the order of the files.
    let exercises: [String]
    private let files: [(name: String, solution: ExerciseFile)]
    private let stubs: [String: ExerciseFunction]

    init(mistakes: [Mistake]) throws {
        self.mistakes = mistakes
        files = try swiftFiles("Solutions").map {
            ($0, try ExerciseFile(path: "Solutions/" + $0))
        }
        let solved = files.flatMap(\.solution.functions)
        let open = try swiftFiles("Exercises").flatMap {
            try ExerciseFile(path: "Exercises/" + $0).functions
        }
        stubs = Dictionary(open.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        exercises = solved.map(\.exercise).reduce(into: []) { list, id in
            if !list.contains(id) { list.append(id) }
        }
        try Self.compare(solved, open)
        for mistake in mistakes
        where !solved.contains(where: {
            $0.name == mistake.function && $0.exercise == mistake.exercise
        }) {
            throw Complaint(
                "\(mistake.file):\(mistake.line): Solutions has no function \(mistake.function) for "
                    + "exercise \(mistake.exercise).")
        }
    }

    /// The student's functions and ours must be the same, all but their bodies.
    private static func compare(_ solved: [ExerciseFunction], _ open: [ExerciseFunction]) throws {
        func head(_ function: ExerciseFunction) -> String {
            "exercise \(function.exercise), \(function.signature)"
        }
        let (ours, theirs) = (solved.map(head), open.map(head))
        if let lonely = ours.first(where: { !theirs.contains($0) }) {
            throw Complaint("In Solutions, but not in Exercises: \(lonely)")
        }
        if let lonely = theirs.first(where: { !ours.contains($0) }) {
            throw Complaint("In Exercises, but not in Solutions: \(lonely)")
        }
    }

    /// Writes the module; a file that has not changed is left alone, so that it is not built again.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var texts = ["MistakeSwitch.swift": switchSource, "Shadows.swift": shadowSource]
        for file in files { texts[file.name] = source(file.solution) }
        for old in try swiftFiles(folder) where texts[old] == nil {
            try FileManager.default.removeItem(atPath: folder + "/" + old)
        }
        for (name, text) in texts {
            let (path, data) = (folder + "/" + name, Data(text.utf8))
            if FileManager.default.contents(atPath: path) == data { continue }
            guard FileManager.default.createFile(atPath: path, contents: data) else {
                throw Complaint("\(path): the file cannot be written.")
            }
        }
    }

    private func source(_ file: ExerciseFile) -> String {
        file.parts.map { part in
            switch part {
            case .text(let lines): lines.joined(separator: "\n")
            case .function(let function): source(function)
            }
        }.joined(separator: "\n")
    }

    private func source(_ function: ExerciseFunction) -> String {
        var cases: [String] = []
        for (index, mistake) in mistakes.enumerated() where mistake.function == function.name {
            let body = """
                #sourceLocation(file: "\(mistake.file)", line: \(mistake.bodyLine))
                \(mistake.body)
                #sourceLocation()
                """
            cases.append(branch("case \(index + 1)", body, function))
        }
        let stub = stubs[function.name]?.body ?? ""
        cases.append(branch("case \(Self.stubs)", stub, function))
        cases.append(branch("default", function.body, function))
        return """
            \(function.signature) {
                let number = MistakeSwitch.enter("\(function.exercise)")
                defer { MistakeSwitch.leave() }
                switch number {
            \(cases.joined(separator: "\n"))
                }
            }
            """
    }

    /// The body as a function within the function: it sees the parameters, and may leave out `return`.
    /// Its name must not be that of a parameter.
    private func branch(_ label: String, _ body: String, _ function: ExerciseFunction) -> String {
        """
            \(label):
                func chosenBody() \(function.result) {
        \(body)
                }
                return \(function.canThrow ? "try " : "")chosenBody()
        """
    }
}

/// The names of the Swift files in a folder, in order.
func swiftFiles(_ folder: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        throw Complaint("\(folder): the folder cannot be read.")
    }
    return names.filter { $0.hasSuffix(".swift") }.sorted()
}
