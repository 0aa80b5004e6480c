import Foundation

/// Unpacks what a student has packed, inside the sandbox: of a zip or tar file the files of exercises
/// alone come out, through a scratch folder with a limit. A link, a path upwards and a bomb have nothing
/// to reach there; they are named all the same.
enum Archive {
    /// - Parameter folder: gets the files; made anew
    /// - Throws: `SubmissionBuild.Problem` for an archive that cannot be read or must not be; `Refusal` where
    ///   there is no program to read it with
    static func unpack(_ path: String, to folder: String, sandbox: Sandbox) throws {
        try? FileManager.default.removeItem(atPath: folder)
        try makeFolder(folder)
        try sandbox.openForWriting(folder)
        let start = FileHandle(forReadingAtPath: path)?.readData(ofLength: 4) ?? Data()
        let isZip = start.starts(with: [0x50, 0x4B])
        let program = isZip ? "unzip" : "tar"
        if Sandbox.path(of: program) == nil {
            throw Refusal(
                .badArchive,
                "\(path) cannot be read without \(program): install it (apt install \(program)), or "
                    + "unpack the archives yourself and give the folders.")
        }
        // A copy under a plain name: the student's may begin with a dash.
        let copied = folder + ".archive"
        try? FileManager.default.removeItem(atPath: copied)
        try copy(path, to: copied)
        defer { try? FileManager.default.removeItem(atPath: copied) }
        chmod(copied, 0o644)
        let room = Sandbox.Room(
            folders: [
                Sandbox.Folder(outside: copied, inside: "/in/archive"),
                Sandbox.Folder(outside: folder, inside: "/out", isWritable: true),
            ], workingFolder: "/scratch")
        let (archive, out) = (sandbox.inside(room.folders[0]), sandbox.inside(room.folders[1]))

        let list = isZip ? "unzip -Z1 \(shellWord(archive))" : "tar -tf \(shellWord(archive))"
        let listing = try sandbox.run(["/bin/sh", "-c", list], in: room, limits: .unpacking)
        guard listing.ending == .exited(0) else {
            throw SubmissionBuild.Problem(
                verdict: .notRun,
                sentence: "The archive cannot be read: it is damaged, or no zip or tar.")
        }
        let names = String(decoding: listing.output, as: UTF8.self).split(separator: "\n")
        if names.count > 20_000 || listing.output.count >= Sandbox.Limits.unpacking.outputBytes {
            throw SubmissionBuild.Problem(
                verdict: .tampered,
                sentence: "The archive has too many files; the exercises are a dozen.")
        }
        if let name = names.first(where: {
            $0.hasPrefix("/") || $0.split(separator: "/").contains("..")
        }) {
            throw SubmissionBuild.Problem(
                verdict: .tampered,
                sentence: "The archive has a path that leads out of it: \(name).")
        }
        let hasExercises = names.contains {
            let last = $0.split(separator: "/").last ?? ""
            return last.hasPrefix("Lesson") && last.hasSuffix(".swift")
        }
        if !hasExercises { return }
        let take =
            isZip
            ? "unzip -qq -o \(shellWord(archive)) '*Lesson*.swift' -x '*/.build/*'"
            : "tar -xf \(shellWord(archive)) --no-same-owner --wildcards '*Lesson*.swift'"
        let script = """
            if [ -w /scratch ]; then cd /scratch; else cd "$(mktemp -d)"; fi
            \(take)
            [ $? -le 1 ] || exit 7
            find . -type f -name 'Lesson*.swift' -exec cp --parents -t \(shellWord(out)) {} +
            chmod -R a+rX,u+w \(shellWord(out))
            """
        let unpacked = try sandbox.run(["/bin/sh", "-c", script], in: room, limits: .unpacking)
        if unpacked.ending != .exited(0) {
            throw SubmissionBuild.Problem(
                verdict: .tampered,
                sentence: "The archive's files of exercises cannot be unpacked within 64 MB.")
        }
    }
}

extension Sandbox.Limits {
    static let unpacking = Sandbox.Limits(
        seconds: 30, memoryBytes: 512 << 20, processes: 64, fileBytes: 32 << 20,
        outputBytes: 4 << 20)
}
