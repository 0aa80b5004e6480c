import Foundation

/// The names in a folder, sorted.
func names(in folder: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        throw Refusal(.courseBroken, "The folder \(folder) is not there, or cannot be read.")
    }
    return names.sorted()
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
        throw Refusal(.noSpace, "The folder \(path) cannot be made.")
    }
}

/// Writes a file whole or not at all.
func write(_ data: Data, to path: String) throws {
    do {
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw Refusal(.noSpace, "\(path) cannot be written: is there space, and the right to?")
    }
}

/// Ends all when the disk is nearly full: a student's files that cannot be built for want of space are not
/// the student's mistake.
///
/// - Throws: `Refusal` when less than 200 MB are left for `folder`
func requireSpace(in folder: String) throws {
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { return }
    let free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    if free < 200 << 20 {
        throw Refusal(
            .noSpace,
            "Only \(free >> 20) MB are left for \(folder): make space, then the same again.")
    }
}

/// Copies a file.
func copy(_ source: String, to target: String) throws {
    do {
        try FileManager.default.copyItem(atPath: source, toPath: target)
    } catch {
        throw Refusal(.courseBroken, "\(source) cannot be copied to \(target).")
    }
}
