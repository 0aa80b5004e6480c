import Foundation
import Synchronization

/// Many submissions, one after the other on each processor; each result is on disk as soon as it is
/// known, so that an interrupted batch goes on where it was.
struct Batch {
    let prepared: PreparedTests
    /// Where results are kept: one JSON file a submission.
    let results: String
    let work: String
    var jobs = ProcessInfo.processInfo.activeProcessorCount
    /// Grades again what has a result.
    var again = false
    var checksTokens = true

    /// Grades the submissions at these paths, in their order.
    ///
    /// - Parameter say: told of each result, and how many there are now
    func run(
        _ paths: [String], say: @escaping @Sendable (Grade, _ count: Int, _ isKept: Bool) -> Void
    )
        throws -> [Grade]
    {
        try makeFolder(results)
        let inner = max(1, jobs / max(1, paths.count))
        let count = Mutex(0)
        let process = ProcessInfo.processInfo.processIdentifier
        try clearLeftovers()
        let names = Self.distinctNames(of: paths)
        return try inParallel(Array(paths.enumerated()), width: jobs) { index, path in
            let folder = "\(work)/build-\(process)-\(index)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let submission = try Submission(
                path: path, name: names[index], known: Set(prepared.stubs.keys),
                sandbox: prepared.sandbox,
                scratch: folder + "-unpacked")
            let file = "\(results)/\(Self.key(submission, prepared.fingerprint)).json"
            let (grade, isKept): (Grade, Bool)
            if !again, let data = FileManager.default.contents(atPath: file),
                let kept = try? JSONDecoder().decode(Grade.self, from: data)
            {
                (grade, isKept) = (kept, true)
            } else {
                grade = try Grade(
                    submission, prepared: prepared, folder: folder, width: inner,
                    checksTokens: checksTokens)
                isKept = false
                try write(try JSONEncoder().encode(grade), to: file)
            }
            let number = count.withLock { count in
                count += 1
                return count
            }
            say(grade, number, isKept)
            return grade
        }
    }

    /// `ada/Exercises` and `bob/Exercises` are two: of paths that end alike the name has a part
    /// more. `nil` where the last part is enough.
    static func distinctNames(of paths: [String]) -> [String?] {
        func end(_ path: String, _ count: Int) -> String {
            path.split(separator: "/").suffix(count).joined(separator: "/")
        }
        let counts = Dictionary(grouping: paths) { end($0, 1) }.mapValues(\.count)
        return paths.map { path in counts[end(path, 1)] == 1 ? nil : end(path, 2) }
    }

    /// Build folders of a batch that was ended from outside.
    private func clearLeftovers() throws {
        for name in try names(in: work) where name.hasPrefix("build-") {
            let owner = name.split(separator: "-").dropFirst().first.flatMap { pid_t($0) } ?? 0
            if kill(owner, 0) != 0 {
                try? FileManager.default.removeItem(atPath: "\(work)/\(name)")
            }
        }
    }

    /// A file name for the result of these files with these tests.
    static func key(_ submission: Submission, _ fingerprint: String) -> String {
        var text =
            fingerprint + "\0" + submission.name + "\0" + (submission.problem?.sentence ?? "")
        for (name, content) in submission.files.sorted(by: { $0.key < $1.key }) {
            text += "\0" + name + "\0" + content
        }
        let digests = [UInt8(1), 2].map { seed in
            String(SecretDigest(secret: [seed])(Array(text.utf8)), radix: 16)
        }
        let plain = submission.name.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
        return String(String.UnicodeScalarView(plain).prefix(40)) + "-" + digests.joined()
    }

    /// The results in folders that `--results` of other runs have filled, each student once: the youngest.
    static func merged(_ folders: [String]) throws -> [Grade] {
        var grades: [String: (grade: Grade, date: Date)] = [:]
        for folder in folders {
            guard isFolder(folder) else {
                throw Refusal(.noSubmission, "The folder \(folder) of results is not there.")
            }
            for name in try names(in: folder) where name.hasSuffix(".json") {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                    let grade = try? JSONDecoder().decode(Grade.self, from: data)
                else {
                    throw Refusal(.noSubmission, "\(folder)/\(name) is no result of grade.")
                }
                let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                let date = facts?[.modificationDate] as? Date ?? .distantPast
                if grades[grade.name].map({ $0.date < date }) ?? true {
                    grades[grade.name] = (grade, date)
                }
            }
        }
        if grades.isEmpty {
            throw Refusal(
                .noSubmission, "There is no result in \(folders.joined(separator: ", ")).")
        }
        return grades.values.map(\.grade).sorted { $0.name < $1.name }
    }
}
