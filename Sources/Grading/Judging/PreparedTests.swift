import Coursework
import Foundation

/// All of a test program but the student's part, made once for a class: the tests and the library in
/// one shared library, and how many answers each test compares when all are right.
///
/// The test sources are compiled against the solutions, once. With a submission only three things
/// happen: its files are compiled, `Submission.swift` is compiled against them, and both are linked.
/// So nothing that a student declares is ever seen by the compiler when it reads a test.
struct PreparedTests: Sendable {
    /// Where all of it lies.
    let folder: String
    /// Of visible and of hidden tests, in the order of the catalogue.
    let tests: [ExerciseTest]
    /// The files of exercises as students get them, by name.
    let stubs: [String: String]
    /// Names what was prepared: another course, compiler or hidden test has another one.
    let fingerprint: String

    let toolchain: Toolchain
    let sandbox: Sandbox

    var tested: Sandbox.Folder { Sandbox.Folder(outside: folder, inside: "/judge") }

    /// Prepares the tests of a course, or finds them prepared.
    ///
    /// - Parameters:
    ///   - course: the package's folder
    ///   - products: where its modules and objects are: the folder of the running program
    ///   - hidden: a folder with further tests
    ///   - work: where to put what is made
    ///   - say: told what takes long
    static func make(
        course: String, products: String, hidden: String?, work: String, toolchain: Toolchain,
        sandbox: Sandbox, say: (String) -> Void
    ) throws -> PreparedTests {
        let sources = try Sources(course: course, hidden: hidden)
        let fingerprint = sources.fingerprint(products: products, toolchain: toolchain)
        let folder = "\(work)/tests-\(fingerprint)"
        let known = "\(folder)/prepared.json"
        func result(_ tests: [ExerciseTest], in folder: String) -> PreparedTests {
            PreparedTests(
                folder: folder, tests: tests, stubs: sources.stubs, fingerprint: fingerprint,
                toolchain: toolchain, sandbox: sandbox)
        }
        if let data = FileManager.default.contents(atPath: known),
            let tests = try? JSONDecoder().decode([ExerciseTest].self, from: data)
        {
            return result(tests, in: folder)
        }
        say("Preparing the tests (once, about half a minute).")
        try requireSpace(in: work)
        clearOld(in: work)
        // Made aside and renamed: of several programs that prepare at once, all are right.
        let making = "\(folder)-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: making) }
        let prepared = result(try sources.tests(), in: making)
        try prepared.build(sources, products: products)
        let counted = try prepared.countChecks(sources.solutions)
        try write(try JSONEncoder().encode(counted), to: "\(making)/prepared.json")
        if rename(making, folder) != 0, !FileManager.default.fileExists(atPath: known) {
            throw Refusal(.noSpace, "\(folder) cannot be made.")
        }
        return result(counted, in: folder)
    }

    /// Prepared tests take some 50 MB: only the last four stay, and nothing of a program that was killed
    /// while it prepared.
    private static func clearOld(in work: String) {
        let folders = CoursePackage.names(in: work).filter { $0.hasPrefix("tests-") }.map { name in
            let facts = try? FileManager.default.attributesOfItem(
                atPath: "\(work)/\(name)/prepared.json")
            return (name: name, date: facts?[.modificationDate] as? Date)
        }
        let whole = folders.filter { $0.date != nil }.sorted { $0.date! > $1.date! }
        let broken = folders.filter { folder in
            let owner = folder.name.split(separator: "-").dropFirst(2).first.flatMap { pid_t($0) }
            return folder.date == nil && owner.map { kill($0, 0) != 0 } ?? true
        }
        for folder in whole.dropFirst(3) + broken {
            try? FileManager.default.removeItem(atPath: "\(work)/\(folder.name)")
        }
    }

    /// Compiles the tests against the solutions, and links them with the library.
    private func build(_ sources: Sources, products: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        for name in ["modules", "tests", "cache", "Exercises", "objects"] {
            try makeFolder("\(folder)/\(name)")
            try sandbox.openForWriting("\(folder)/\(name)")
        }
        try sandbox.openForWriting(folder)
        var objects: [String] = []
        for module in Self.modules {
            for suffix in ["swiftmodule", "swiftdoc"] {
                try copy(
                    "\(products)/Modules/\(module).\(suffix)",
                    to: "\(folder)/modules/\(module).\(suffix)")
            }
            let from = "\(products)/\(module).build"
            // Objects of sources that were renamed or removed stay behind after an update of the course.
            let sources = sources.libraryFiles[module] ?? []
            for name in try names(in: from)
            where name.hasSuffix(".o") && sources.contains(String(name.dropLast(2))) {
                objects.append("objects/\(module)-\(name)")
                try copy("\(from)/\(name)", to: "\(folder)/objects/\(module)-\(name)")
            }
        }
        for (name, text) in sources.testSources {
            try write(Data(text.utf8), to: "\(folder)/tests/\(name)")
        }
        for (name, text) in sources.solutions {
            try write(Data(text.utf8), to: "\(folder)/Exercises/\(name)")
        }
        let place = sandbox.inside(tested)
        let compiler = Compilation(prepared: self, buildFolder: place)
        let testNames = sources.testSources.keys.sorted()
        try write(
            Data("import Coursework\nimport Foundation\nimport Primavera\n".utf8),
            to: "\(folder)/modules.swift")
        let steps = [
            compiler.modules(place + "/modules.swift"),
            compiler.exercises(sources.solutions.keys.sorted()),
            compiler.tests(
                testNames.filter { $0 != "Submission.swift" }, besides: ["Submission.swift"]),
            compiler.library(
                testNames.filter { $0 != "Submission.swift" && $0 != "GradingEntry.swift" }.map {
                    "\($0).o"
                } + objects),
        ]
        for step in steps {
            var room = compiler.room
            room.folders = [Sandbox.Folder(outside: folder, inside: "/judge", isWritable: true)]
            let run = try sandbox.run(step, in: room, limits: .preparation)
            guard run.ending == .exited(0) else {
                let errors = run.errorText.split(separator: "\n").filter { $0.contains("error:") }
                throw Refusal(
                    .courseBroken,
                    "The tests cannot be built: " + (errors.first.map(String.init) ?? run.errorText)
                )
            }
        }
        try? FileManager.default.removeItem(atPath: "\(folder)/objects")
        try makeProcessTable()
    }

    /// A folder that stands for `/proc`. Through the true one a program reads its own memory and reaches
    /// its pipes a second time; without any, Foundation does not find the program's path, and Dispatch
    /// ends the program when it cannot look up the state of its threads (sleeping, all of them).
    private func makeProcessTable() throws {
        try makeFolder("\(folder)/proc/self")
        try? FileManager.default.createSymbolicLink(
            atPath: "\(folder)/proc/self/exe", withDestinationPath: "/build/run")
        for thread in 1...512 {
            try makeFolder("\(folder)/proc/\(thread)")
            try write(
                Data("\(thread) (run) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0\n".utf8),
                to: "\(folder)/proc/\(thread)/stat")
        }
    }

    /// Runs all tests on the solutions, to know how many answers each compares.
    private func countChecks(_ solutions: [String: String]) throws -> [ExerciseTest] {
        let build = try SubmissionBuild(
            files: solutions, prepared: self, folder: "\(folder)/solutions")
        if let problem = build.problems.values.first {
            throw Refusal(.courseBroken, "The solutions do not compile: \(problem.sentence)")
        }
        return try tests.map { test in
            let result = try ExerciseRun(test, build: build, limits: .solution)
            guard result.verdict == .passed else {
                throw Refusal(
                    .courseBroken,
                    "The solution of exercise \(test.exercise) does not pass \(test.name): "
                        + "\(result.verdict.rawValue). \(result.sentence)")
            }
            var counted = test
            counted.checks = result.checks
            return counted
        }
    }

    static let modules = [
        "Primavera", "LosslessCompression", "Datasets", "Figures", "Coursework",
    ]
}

extension Sandbox.Limits {
    static let preparation = Sandbox.Limits(
        seconds: 600, memoryBytes: 8 << 30, processes: 256, fileBytes: 1 << 30)
    static let solution = Sandbox.Limits(
        seconds: 120, memoryBytes: 1 << 30, processes: 64, fileBytes: 16 << 20)
}
