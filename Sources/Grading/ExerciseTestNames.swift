import Primavera

/// Which test belongs to which exercise, as the tests' own source says.
public enum ExerciseTestNames {
    /// By exercise: `"1.2": "Lesson01PerceptronTests/testStep"`.
    ///
    /// - Throws: `InputError` when the tests are not there
    public static func all(in course: CoursePackage) throws -> [String: String] {
        let folder = course.path("Tests/ExerciseTests")
        var names: [String: String] = [:]
        for file in CoursePackage.names(in: folder, endingIn: "Tests.swift") {
            let bytes = try readFile(folder + "/" + file, limit: 1 << 22)
            for test in read(String(decoding: bytes, as: UTF8.self))
            where names[test.exercise] == nil {
                names[test.exercise] = test.testClass + "/" + test.method
            }
        }
        if names.isEmpty {
            throw InputError(
                "\(folder) holds no tests of exercises: get the course's folder Tests again.")
        }
        return names
    }

    /// `exercise("1.2")` in `func testStep()` in `class Lesson01PerceptronTests`.
    static func read(
        _ source: String
    ) -> [(exercise: String, testClass: String, method: String)] {
        let tokens = SwiftToken.all(in: source).filter {
            $0.kind != .comment && $0.kind != .lineEnd
        }
        var (type, method) = ("", "")
        var tests: [(exercise: String, testClass: String, method: String)] = []
        for (index, token) in tokens.enumerated() where index + 2 < tokens.count {
            switch token.text {
            case "class": type = tokens[index + 1].text
            case "func": method = tokens[index + 1].text
            case "exercise" where tokens[index + 1].text == "(" && tokens[index + 2].kind == .text:
                let id = tokens[index + 2].text.dropFirst().dropLast()
                tests.append((String(id), type, method))
            default: break
            }
        }
        return tests
    }
}
