import Foundation

public enum GradeCommand {
    public static func run(_ words: [String]) -> Int32 {
        do {
            let course = try CoursePackage.found()
            let toolchain = try Toolchain.find()
            let sandbox = try Sandbox.find(isUnsafe: words.contains("--unsafe"))
            let work = course.root + "/.build/grading"
            let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().path
            let prepared = try PreparedTests.make(course: course.root, products: products, hidden: nil, work: work, toolchain: toolchain, sandbox: sandbox) { print($0) }
            for word in words where !word.hasPrefix("-") {
                let build = try SubmissionBuild(files: try swiftFiles(in: word), prepared: prepared, folder: work + "/x", checksTokens: !words.contains("--no-token-check"))
                print("built", build.seconds)
                let start = Date()
                for test in prepared.tests {
                    let run = try ExerciseRun(test, build: build)
                    print(test.exercise, run.verdict.rawValue, run.sentence, run.checks, run.seconds, run.memoryBytes >> 20)
                }
                print("ran", -start.timeIntervalSinceNow)
            }
            return 0
        } catch let refusal as Refusal {
            print(refusal.sentence)
            return refusal.status.rawValue
        } catch {
            print(error)
            return 1
        }
    }
}
