import Primavera

/// What a lesson was asked for on the command line; the same in every lesson.
public struct Options: Sendable, Equatable {
    /// The seed of all that is random.
    public var seed: UInt64 = 1
    /// How many epochs to train, if given.
    public var epochs: Int?
    /// The folder of data at full size, if given.
    public var data: String?
    /// Where the report goes, if given.
    public var out: String?
    /// Whether everything runs once, in seconds.
    public var isQuick = false
    /// Whether every figure is saved as a file too.
    public var savesPictures = false
    /// How many threads at most, if given.
    public var threads: Int?
    /// Whether the help is to be printed.
    public var showsHelp = false
    /// Options that only one lesson has, by name; a switch has an empty value.
    public var extra: [String: String] = [:]
    /// What stood there without an option.
    public var arguments: [String] = []

    /// What holds when nothing is said.
    public init() {}

    /// An option that only one lesson has.
    public struct Extra: Sendable {
        let name: String
        let placeholder: String?
        let help: String

        /// - Parameters:
        ///   - name: the option, without `--`
        ///   - placeholder: what stands for the value in the help; `nil` for a switch
        ///   - help: what it does
        public init(_ name: String, _ placeholder: String? = nil, help: String) {
            self.name = name
            self.placeholder = placeholder
            self.help = help
        }
    }

    /// For lessons that train for long; see ``Lesson/continueTraining(_:_:)``.
    public static let continuing = Extra(
        "continue", help: "begins with the weights that the last run has saved")

    static let shared: [Extra] = [
        Extra("seed", "N", help: "the seed of all that is random, 0 to 4294967295 (default 1)"),
        Extra("epochs", "N", help: "how many epochs to train, 1 to 10000"),
        Extra("data", "FOLDER", help: "data at full size instead of what comes with the course"),
        Extra("out", "FOLDER", help: "where the report goes (default Reports/ and the lesson)"),
        Extra("threads", "N", help: "how many threads at most; changes the time, not the result"),
        Extra("quick", help: "everything once, in seconds: shorter training, smaller figures"),
        Extra("pictures", help: "saves every figure as SVG and PNG too, for slides and papers"),
        Extra("help", help: "this text"),
    ]

    /// Reads a command line, without the program's name.
    ///
    /// - Parameters:
    ///   - words: what stands on the command line, without the program's name
    ///   - extra: the lesson's own options
    ///   - takesArgument: whether a word without an option is allowed
    /// - Throws: `InputError` that names the option and says what it takes
    public static func parse(
        _ words: [String], extra: [Extra] = [], takesArgument: Bool = false
    ) throws -> Options {
        let known = shared + extra
        var options = Options()
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                if !takesArgument {
                    throw InputError("\"\(word)\" is not an option; --help lists them.")
                }
                options.arguments.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = word == "-h" ? "help" : String(parts[0].drop { $0 == "-" })
            guard let option = known.first(where: { $0.name == name }),
                word == "-h" || parts[0] == "--" + name
            else {
                throw InputError(
                    "there is no option \(parts[0])\(suggestion(name, known)); --help lists them.")
            }
            guard let placeholder = option.placeholder else {
                if parts.count > 1 { throw InputError("--\(name) takes no value.") }
                options.setSwitch(name)
                continue
            }
            // The next option is not the value of this one; `--out=--odd` takes such a name.
            func next() -> String? {
                rest.first?.hasPrefix("--") == true ? nil : rest.popFirst()
            }
            guard let value = parts.count > 1 ? String(parts[1]) : next(), !value.isEmpty
            else { throw InputError("--\(name) needs a value: --\(name) \(placeholder).") }
            try options.set(name, value)
        }
        return options
    }

    private mutating func setSwitch(_ name: String) {
        switch name {
        case "quick": isQuick = true
        case "pictures": savesPictures = true
        case "help": showsHelp = true
        default: extra[name] = ""
        }
    }

    private mutating func set(_ name: String, _ value: String) throws {
        switch name {
        case "seed": seed = UInt64(try Self.number(name, value, 0...4_294_967_295))
        case "epochs": epochs = try Self.number(name, value, 1...10_000)
        case "threads": threads = try Self.number(name, value, 1...1_024)
        case "data": data = value
        case "out": out = value
        default: extra[name] = value
        }
    }

    private static func number(
        _ name: String, _ value: String, _ range: ClosedRange<Int>
    ) throws -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw InputError(
                "--\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), "
                    + "not \"\(value)\".")
        }
        return number
    }

    /// `", did you mean --epochs?"` when a known option is at most two changes away.
    private static func suggestion(_ name: String, _ known: [Extra]) -> String {
        let near = known.map { ($0.name, changes(from: name, to: $0.name)) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= 2 else { return "" }
        return ", did you mean --\(near.0)?"
    }

    /// How many letters to insert, delete or replace (Levenshtein 1965).
    public static func changes(from a: String, to b: String) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
