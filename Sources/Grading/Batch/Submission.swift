import Foundation

/// What one student handed in: the texts of the files of exercises, and nothing else.
struct Submission: Sendable {
    /// The folder's or archive's name, without its ending.
    let name: String
    /// By file name: `Lesson01Perceptron.swift`. Only names that the course has.
    let files: [String: String]
    /// Why nothing of it is graded; `nil` when all is well.
    let problem: SubmissionBuild.Problem?

    static let largestFile = 256 << 10
    private static let mostEntries = 20_000
    private static let deepest = 12

    /// Reads a folder or an archive. What is wrong with it becomes its `problem`: one bad submission
    /// never ends a batch.
    ///
    /// - Parameters:
    ///   - name: what to call it; the folder's or archive's name when `nil`
    ///   - known: the names of the course's files of exercises
    /// - Throws: `Refusal` when there is no such path
    init(
        path: String, name givenName: String? = nil, known: Set<String>, sandbox: Sandbox,
        scratch: String
    ) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Refusal(.noSubmission, "The submission \(path) is not there.")
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        name = givenName ?? Self.name(of: path, isFolder: isFolder)
        defer { if !isFolder { try? FileManager.default.removeItem(atPath: scratch) } }
        do {
            var folder = path
            if !isFolder {
                folder = scratch
                try Archive.unpack(path, to: scratch, sandbox: sandbox)
            }
            files = try Self.collect(in: folder, known: known)
            problem =
                files.isEmpty
                ? .init(
                    verdict: .notRun,
                    sentence:
                        "There is no file of exercises in it: Exercises/Lesson01Perceptron.swift, "
                        + "for example.") : nil
        } catch let found as SubmissionBuild.Problem {
            files = [:]
            problem = found
        }
    }

    init(name: String, files: [String: String]) {
        self.name = name
        self.files = files
        problem = nil
    }

    private static func name(of path: String, isFolder: Bool) -> String {
        let last = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
        if isFolder { return last }
        let endings = [".tar.gz", ".tar.xz", ".tgz", ".tar", ".zip"]
        return endings.first { last.lowercased().hasSuffix($0) }.map {
            String(last.dropLast($0.count))
        } ?? last
    }

    /// The files of exercises at any depth; of several with one name that in a folder `Exercises`, then
    /// the least deep. Links are not followed.
    private static func collect(in folder: String, known: Set<String>) throws -> [String: String] {
        var found: [String: (rank: Int, path: String)] = [:]
        var waiting = [(path: folder, depth: 0)]
        var count = 0
        while let (path, depth) = waiting.popLast() {
            guard let stream = opendir(path) else { continue }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                    tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                count += 1
                if count > mostEntries {
                    throw SubmissionBuild.Problem(
                        verdict: .tampered,
                        sentence:
                            "It has more than \(mostEntries) files; the exercises are a dozen.")
                }
                let inside = path + "/" + name
                var status = stat()
                guard lstat(inside, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR
                where depth < deepest && name != ".build" && name != ".git" && name != "Solutions":
                    waiting.append((inside, depth + 1))
                case S_IFREG where known.contains(name):
                    if status.st_size > largestFile {
                        throw SubmissionBuild.Problem(
                            verdict: .tampered,
                            sentence:
                                "\(name) has \(status.st_size >> 10) KB; an answer has a few, "
                                + "\(largestFile >> 10) are read.")
                    }
                    let isAtHome = path.hasSuffix("/Exercises")
                    let rank = depth + (isAtHome ? 0 : 100)
                    if found[name].map({ rank < $0.rank }) ?? true { found[name] = (rank, inside) }
                default: continue
                }
            }
        }
        return found.compactMapValues { entry in
            FileManager.default.contents(atPath: entry.path).map {
                String(decoding: $0.prefix(largestFile), as: UTF8.self)
            }
        }
    }
}

extension SubmissionBuild.Problem: Error {}
