import Coursework
import Foundation

extension PreparedTests {
    /// The source files that a test program is made of.
    struct Sources {
        /// By file name.
        let stubs: [String: String]
        let solutions: [String: String]
        /// The course's tests, the hidden ones, the proof, and the program's entry.
        private(set) var testSources: [String: String]
        private let hiddenNames: Set<String>
        /// The names of the library's source files, by module.
        let libraryFiles: [String: Set<String>]

        init(course: String, hidden: String?) throws {
            stubs = try swiftFiles(in: course + "/Exercises")
            solutions = try swiftFiles(in: course + "/Solutions")
            testSources = try swiftFiles(in: course + "/Tests/ExerciseTests")
            testSources.merge(try swiftFiles(in: course + "/Sources/Grading/Proof")) { $1 }
            libraryFiles = Dictionary(
                uniqueKeysWithValues: PreparedTests.modules.map { module in
                    let walk = FileManager.default.enumerator(atPath: "\(course)/Sources/\(module)")
                    let paths = (walk?.allObjects ?? []).compactMap { $0 as? String }
                    return (module, Set(paths.map { String($0.split(separator: "/").last ?? "") }))
                })
            var names: Set<String> = []
            if let hidden {
                for (name, text) in try swiftFiles(in: hidden) {
                    guard testSources[name] == nil else {
                        throw Refusal(
                            .usage,
                            "\(hidden)/\(name): the course has a test of that name; rename it.")
                    }
                    testSources[name] = text
                    names.insert(name)
                }
                if names.isEmpty {
                    throw Refusal(.usage, "\(hidden) has no Swift file with hidden tests.")
                }
            }
            hiddenNames = names
            testSources["GradingEntry.swift"] = entry(try tests())
        }

        /// All tests, in the order of the catalogue, the hidden ones of an exercise last.
        func tests() throws -> [ExerciseTest] {
            let found = testSources.sorted { $0.key < $1.key }.flatMap { name, text in
                ExerciseTest.all(in: text, isHidden: hiddenNames.contains(name))
            }
            return try Catalogue.lessons.flatMap(\.exercises).flatMap { exercise in
                let own = found.filter { $0.exercise == exercise.id }
                guard own.contains(where: { !$0.isHidden }) else {
                    throw Refusal(.courseBroken, "Exercise \(exercise.id) has no test.")
                }
                return own.filter { !$0.isHidden } + own.filter(\.isHidden)
            }
        }

        /// The program's first lines: the secret is read, then XCTest runs the test that is asked for.
        private func entry(_ tests: [ExerciseTest]) -> String {
            let classes = Dictionary(grouping: tests, by: \.testClass).sorted { $0.key < $1.key }
            let cases = classes.map { name, tests in
                let methods = tests.map { "(\"\($0.method)\", \(name).\($0.method))" }
                return "testCase([\(methods.joined(separator: ", "))]),"
            }
            return """
                import XCTest

                @main enum GradingEntry {
                    static func main() {
                        let test = RecordChannel.open()
                        Scoreboard.listener = { id, verdict, checks, sentence in
                            RecordChannel.write(
                                CompletionRecord(
                                    exercise: id,
                                    ending: CompletionRecord.Ending(rawValue: verdict.rawValue)!,
                                    checks: checks, sentence: sentence))
                        }
                        let cases = [
                            \(cases.joined(separator: "\n            "))
                        ]
                        XCTMain(cases, arguments: ["run", test])
                    }
                }
                """
        }

        /// A name for this state of the course: FNV-1a over all texts and the ages of all modules.
        func fingerprint(products: String, toolchain: Toolchain) -> String {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            func add(_ text: String) {
                for byte in text.utf8 {
                    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
                }
            }
            for files in [stubs, solutions, testSources] {
                for (name, text) in files.sorted(by: { $0.key < $1.key }) {
                    add(name + "\0" + text)
                }
            }
            // 3: counts up when the way of building changes.
            add(toolchain.version + " 3")
            for module in PreparedTests.modules {
                let path = "\(products)/Modules/\(module).swiftmodule"
                let facts = try? FileManager.default.attributesOfItem(atPath: path)
                add("\(facts?[.modificationDate] ?? "")\(facts?[.size] ?? "")")
            }
            return String(hash, radix: 16)
        }
    }
}

/// The Swift files of a folder by name.
func swiftFiles(in folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try names(in: folder) where name.hasSuffix(".swift") {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            throw Refusal(.courseBroken, "\(folder)/\(name) cannot be read.")
        }
        files[name] = String(decoding: data, as: UTF8.self)
    }
    return files
}
