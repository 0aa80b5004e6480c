// Finds out whether the tests of the exercises tell right from nearly right: every known mistake must
// fail, in its own exercise and in no other, with the sentence that names it; every stub must count as
// not started; every solution must pass, also while no other exercise is solved. README.md, one folder up, says how to add a mistake.

import Dispatch
import Foundation
import Synchronization

let started = ContinuousClock.now
let work = ".build/known-mistakes"

func secondsSinceStart() -> Int { Int((ContinuousClock.now - started).components.seconds) }

/// The mistakes asked for: all of them, those of a lesson (`4`), or of an exercise (`4.3`).
func mistakes(of selection: String?) throws -> [Mistake] {
    let folder = "Tests/KnownMistakes"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let files = names.filter { $0.hasPrefix("Lesson") && $0.hasSuffix(".md") }.sorted()
    let all = try files.flatMap { try Mistake.all(inFile: "\(folder)/\($0)") }
    guard let selection else { return all }
    let chosen = all.filter {
        $0.exercise == selection || $0.exercise.hasPrefix(selection + ".")
    }
    if chosen.isEmpty {
        throw Complaint(
            "There are no known mistakes of \(selection): ask for a lesson or exercise.")
    }
    return chosen
}

/// Builds the tests on the switched module, beside the package's own build.
func build(_ module: SwitchedModule) throws -> TestBundle {
    try module.write(to: work + "/Exercises")
    print("Building the tests with \(module.mistakes.count) mistakes (first time: some minutes).")
    let status = try runProgram(
        ["/usr/bin/env", "swift", "build", "--build-tests", "--scratch-path", work + "/build"],
        environment: ["EXERCISES": work + "/Exercises"], output: work + "/build.txt",
        seconds: 7_200)
    if status != 0 {
        let errors = try readLines(work + "/build.txt").filter { $0.contains("error:") }
        throw Complaint(
            "The tests cannot be built; all is in \(work)/build.txt.\n"
                + errors.prefix(10).joined(separator: "\n"))
    }
    try FileManager.default.createDirectory(
        atPath: work + "/runs", withIntermediateDirectories: true)
    return TestBundle(
        path: work + "/build/debug/PrimaveraPackageTests.xctest", folder: work + "/runs")
}

/// Solutions and stubs: which test belongs to which exercise, and what is wrong with them.
func checkEnds(
    _ bundle: TestBundle, _ module: SwitchedModule, _ classes: [String]
) throws -> (judges: [String: String], problems: [String]) {
    let solved = try bundle.run(SwitchedModule.solutions, classes, seconds: 300)
    let open = try bundle.run(SwitchedModule.stubs, classes, seconds: 300)
    var problems: [String] = []
    for test in solved.outcomes.keys.sorted() where solved.outcomes[test] != .passed {
        problems.append("solutions: \(test) does not pass. \(solved.texts[test] ?? "")")
    }
    for test in open.outcomes.keys.sorted() where open.outcomes[test] != .skipped {
        problems.append("stubs: \(test) is not skipped. \(open.texts[test] ?? "")")
    }
    let judges = Dictionary(
        open.exercises.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    for exercise in module.exercises where judges[exercise] == nil {
        problems.append("exercise \(exercise) has no test")
    }
    print(
        "\(solved.tests(.passed).count) solutions pass, \(open.tests(.skipped).count) stubs are not "
            + "started.")
    return (judges, problems)
}

/// Every exercise solved while all others are stubs: its test passes, and theirs are skipped.
func checkAlone(
    _ bundle: TestBundle, _ module: SwitchedModule, _ classes: [String], judges: [String: String]
) throws -> [String] {
    let exercises = module.exercises.filter { judges[$0] != nil }
    let found = Mutex([Int: Result<String?, any Error>]())
    DispatchQueue.concurrentPerform(iterations: exercises.count) { index in
        let exercise = exercises[index]
        let result = Result {
            let run = try bundle.run(alone: exercise, classes, seconds: 300)
            return run.tests(.passed) == [judges[exercise]!]
                && run.tests(.skipped).count == judges.count - 1
                ? nil : "exercise \(exercise), solved alone, does not pass alone"
        }
        found.withLock { $0[index] = result }
    }
    let results = found.withLock { $0 }
    let problems = try exercises.indices.compactMap { try results[$0]!.get() }
    print("\(exercises.count - problems.count) exercises, each solved alone, pass.")
    return problems
}

/// Runs the tests on every mistake, as many at a time as there are cores.
func judge(
    _ bundle: TestBundle, _ mistakes: [Mistake], _ classes: [String], judges: [String: String]
) throws -> [Judgement] {
    let results = Mutex([Int: Result<Judgement, any Error>]())
    let showsProgress = isatty(STDERR_FILENO) == 1
    DispatchQueue.concurrentPerform(iterations: mistakes.count) { index in
        let result = Result {
            try judgement(bundle, index + 1, mistakes[index], classes, judges: judges)
        }
        let count = results.withLock {
            $0[index] = result
            return $0.count
        }
        if showsProgress { printError("\r\(count) of \(mistakes.count)\u{1B}[K") }
    }
    if showsProgress { printError("\r\u{1B}[K") }
    let all = results.withLock { $0 }
    return try mistakes.indices.map { try all[$0]!.get() }
}

/// A run that stops in the middle says nothing of the tests behind it: these run by themselves.
func judgement(
    _ bundle: TestBundle, _ number: Int, _ mistake: Mistake, _ classes: [String],
    judges: [String: String]
) throws -> Judgement {
    guard mistake.ending != .failure, let own = judges[mistake.exercise] else {
        let run = try bundle.run(number, classes, seconds: 300)
        return Judgement(mistake, run, judges: judges)
    }
    let others = judges.values.filter { $0 != own }.sorted()
    let rest = try bundle.run(number, others, seconds: 300)
    if !rest.tests(.failed).isEmpty || !rest.tests(.unfinished).isEmpty {
        return Judgement(mistake, rest, judges: judges)
    }
    let run = try bundle.run(number, [own], seconds: mistake.ending == .never ? 20 : 300)
    return Judgement(mistake, run, judges: judges)
}

/// Exercises with fewer than four mistakes; a lesson without any is only noted.
func tooFew(_ module: SwitchedModule) -> [String] {
    var problems: [String] = []
    for exercise in module.exercises {
        let count = module.mistakes.filter { $0.exercise == exercise }.count
        let lesson = exercise.prefix { $0 != "." } + "."
        if !module.mistakes.contains(where: { $0.exercise.hasPrefix(lesson) }) {
            print("Exercise \(exercise) has no known mistakes yet.")
        } else if count < 4 {
            problems.append("exercise \(exercise) has \(count) known mistakes; write at least 4.")
        }
    }
    return problems
}

/// The whole check; the result is whether all is well.
func check() throws -> Bool {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let saysAll = arguments.contains("--sentences")
    arguments.removeAll { $0 == "--sentences" }
    if arguments.count > 1 || arguments.first?.hasPrefix("-") == true {
        throw Complaint("Usage: Tests/KnownMistakes/check [LESSON | EXERCISE] [--sentences]")
    }
    let selection = arguments.first
    let module = try SwitchedModule(mistakes: mistakes(of: selection))
    let bundle = try build(module)
    let built = secondsSinceStart()
    print("Built in \(built) s.")

    let classes = try swiftFiles("Tests/ExerciseTests").filter { $0.hasPrefix("Lesson") }
        .map { String($0.dropLast(".swift".count)) }
    var (judges, problems) = try checkEnds(bundle, module, classes)
    if selection == nil {
        problems += try checkAlone(bundle, module, classes, judges: judges)
    }
    guard problems.isEmpty else {
        // Tests that fail, or pass, without a mistake say nothing about mistakes.
        for problem in problems { print(problem) }
        return false
    }
    let judgements = try judge(bundle, module.mistakes, classes, judges: judges)
    for (mistake, judgement) in zip(module.mistakes, judgements) {
        print("\(judgement.verdict.rawValue)  \(mistake.title)")
        if !judgement.sentence.isEmpty, saysAll || judgement.problem != nil {
            print("            \(judgement.sentence)")
        }
        if let problem = judgement.problem {
            problems.append("\(mistake.file):\(mistake.line): \(mistake.title): \(problem).")
        }
    }
    if selection == nil { problems += tooFew(module) }
    print("")
    for problem in problems { print(problem) }
    let caught = judgements.filter { $0.verdict == .caught }.count
    let asked = Set(module.mistakes.map(\.exercise)).count
    print(
        "Known mistakes: \(caught) of \(judgements.count) caught, in \(asked) exercises; "
            + "\(problems.count) problems. Built in \(built) s, ran in \(secondsSinceStart() - built) s."
    )
    return problems.isEmpty
}

do {
    exit(try check() ? 0 : 1)
} catch let complaint as Complaint {
    printError(complaint.sentence + "\n")
    exit(2)
} catch {
    printError("\(error)\n")
    exit(2)
}
