import Foundation
import Primavera

/// `swift run grade`: reads the command line, grades, writes what was asked for.
public enum GradeCommand {
    /// - Returns: the status for the shell
    public static func run(_ words: [String]) -> Int32 {
        do {
            let options = try GradeOptions(words)
            if options.showsHelp {
                print(GradeOptions.help, terminator: "")
                return 0
            }
            let course = try CoursePackage.found()
            if let name = options.template { return try printTemplate(name, course) }
            if options.submissions.isEmpty {
                throw Refusal(
                    .usage, "Which submissions? swift run grade FOLDER…; --help says more.")
            }
            if options.lists {
                for path in options.ownSubmissions { print(path) }
                return 0
            }
            let late = try options.late.map { file in
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw Refusal(.usage, "The file \(file) of --late cannot be read.")
                }
                return try Lateness(text: String(decoding: data, as: UTF8.self), file: file)
            }
            try checkService(options)
            var grades =
                try options.merge ? Batch.merged(options.submissions) : grade(options, course)
            if let late { grades = grades.map(late.applied) }
            try report(grades, options)
            if isOneUnreadable(grades, options) {
                throw Self.nothingGraded(options.submissions[0], grades[0].problem)
            }
            return 0
        } catch let refusal as Refusal {
            say("grade: \(refusal.sentence)")
            return refusal.status.rawValue
        } catch {
            say("grade: \(error)")
            return Refusal.Status.courseBroken.rawValue
        }
    }

    private static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func printTemplate(_ name: String, _ course: CoursePackage) throws -> Int32 {
        let path = course.path("Sources/grade/Templates/\(name)")
        guard GradeOptions.templates.contains(name),
            let data = FileManager.default.contents(atPath: path)
        else {
            throw Refusal(
                .usage,
                "There is no template \(name); there are "
                    + GradeOptions.templates.joined(separator: ", ") + ".")
        }
        FileHandle.standardOutput.write(data)
        return 0
    }

    /// A service asks for one student's result.
    private static func checkService(_ options: GradeOptions) throws {
        if options.gradescope ?? options.classroom != nil, !options.merge,
            options.ownSubmissions.count != 1
        {
            throw Refusal(.usage, "--gradescope and --classroom are for one submission at a time.")
        }
    }

    private static func grade(_ options: GradeOptions, _ course: CoursePackage) throws -> [Grade] {
        for path in options.submissions where !FileManager.default.fileExists(atPath: path) {
            throw Refusal(.noSubmission, "The submission \(path) is not there.")
        }
        let toolchain = try Toolchain.find()
        let sandbox = try Sandbox.find(isUnsafe: options.isUnsafe)
        let work = absolute(options.work ?? course.path(".build/grading"))
        try makeFolder(work)
        let prepared = try PreparedTests.make(
            course: course.root, products: products(), hidden: options.hidden, work: work,
            toolchain: toolchain, sandbox: sandbox, say: say)
        var batch = Batch(
            prepared: prepared, results: absolute(options.results ?? work + "/results"), work: work)
        if let jobs = options.jobs { batch.jobs = jobs }
        batch.again = options.again
        batch.checksTokens = options.checksTokens
        let paths = options.ownSubmissions.map(absolute)
        let start = ContinuousClock.now
        let isOne = paths.count == 1
        let grades = try batch.run(paths) { grade, count, isKept in
            if isOne { return }
            let cost =
                isKept ? "kept" : "\(ClassTable.number(grade.buildSeconds + grade.runSeconds)) s"
            let points = "\(ClassTable.number(grade.earned)) of \(ClassTable.number(grade.maximum))"
            say("\(count)/\(paths.count) \(grade.name.debugDescription): \(points) (\(cost))")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if !isOne { say("\(grades.count) submissions in \(ClassTable.number(seconds)) s.") }
        if let file = options.similarity {
            let submissions = try paths.enumerated().map { index, path in
                try Submission(
                    path: path, known: Set(prepared.stubs.keys), sandbox: sandbox,
                    scratch: "\(work)/build-\(ProcessInfo.processInfo.processIdentifier)-s\(index)")
            }
            let page = Similarity(submissions, common: [prepared.stubs]).html
            try write(Data(page.utf8), to: file)
        }
        return grades
    }

    private static func report(_ grades: [Grade], _ options: GradeOptions) throws {
        if !isOneUnreadable(grades, options) { printTable(grades, options) }
        if let file = options.csv { try write(Data(GradesCSV.text(grades).utf8), to: file) }
        if let folder = options.html { try ClassPages.write(grades, to: folder) }
        if let file = options.gradescope {
            try write(try GradescopeResults.json(grades[0]), to: file)
        }
        if let file = options.classroom {
            try write(Data(try ClassroomResult.base64(grades[0]).utf8), to: file)
        }
    }

    private static func printTable(_ grades: [Grade], _ options: GradeOptions) {
        let text =
            options.details
            ? grades.map { ClassTable.text($0) }.joined(separator: "\n") : ClassTable.text(grades)
        print(text, terminator: "")
    }

    /// Whether one submission was given, not a class, and it cannot be read: the files that were asked for
    /// are written all the same, with no points, and the status says so.
    private static func isOneUnreadable(_ grades: [Grade], _ options: GradeOptions) -> Bool {
        options.submissions.count == 1 && !options.merge && grades.count == 1
            && !grades[0].problem.isEmpty
    }

    private static func nothingGraded(_ path: String, _ problem: String) -> Refusal {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return Refusal(
            isThere && !isFolder.boolValue ? .badArchive : .noSubmission, "\(path): \(problem)")
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The folder of this program: `swift build` has put the library's modules beside it.
    private static func products() -> String {
        #if os(Linux)
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #else
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        #endif
        return program.deletingLastPathComponent().path
    }
}
