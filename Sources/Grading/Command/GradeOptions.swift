import Foundation

/// What `grade` was asked for on the command line.
struct GradeOptions: Equatable {
    var submissions: [String] = []
    var csv: String?
    var html: String?
    var gradescope: String?
    var classroom: String?
    var similarity: String?
    var details = false
    var hidden: String?
    var late: String?
    var results: String?
    var work: String?
    var jobs: Int?
    var again = false
    var isUnsafe = false
    var lists = false
    var part: (index: Int, count: Int)?
    var merge = false
    var template: String?
    var showsHelp = false
    /// Not in the help: the attacks are tried without the reader of tokens too.
    var checksTokens = true

    static func == (a: GradeOptions, b: GradeOptions) -> Bool { "\(a)" == "\(b)" }

    init(_ words: [String]) throws {
        var rest = words[...]
        var takesOptions = true
        while let word = rest.popFirst() {
            guard takesOptions, word.hasPrefix("-"), word != "-" else {
                submissions.append(word)
                continue
            }
            if word == "--" {
                takesOptions = false
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            if try !setSwitch(name, hasValue: parts.count > 1) {
                guard Self.valued.contains(name) else {
                    throw Refusal(.usage, "There is no option \(name); grade --help lists them.")
                }
                guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst(),
                    !value.isEmpty
                else { throw Refusal(.usage, "\(name) needs a value; grade --help says which.") }
                try set(name, value)
            }
        }
    }

    private mutating func setSwitch(_ name: String, hasValue: Bool) throws -> Bool {
        switch name {
        case "--help", "-h": showsHelp = true
        case "--details": details = true
        case "--again": again = true
        case "--unsafe": isUnsafe = true
        case "--list": lists = true
        case "--merge": merge = true
        case "--without-token-check": checksTokens = false
        default: return false
        }
        if hasValue { throw Refusal(.usage, "\(name) takes no value.") }
        return true
    }

    private static let valued: Set = [
        "--csv", "--html", "--gradescope", "--classroom", "--similarity", "--hidden", "--late",
        "--results", "--work", "--template", "--class", "--jobs", "--only",
    ]

    private mutating func set(_ name: String, _ value: String) throws {
        switch name {
        case "--csv": csv = value
        case "--html": html = value
        case "--gradescope": gradescope = value
        case "--classroom": classroom = value
        case "--similarity": similarity = value
        case "--hidden": hidden = value
        case "--late": late = value
        case "--results": results = value
        case "--work": work = value
        case "--template": template = value
        case "--class": submissions += try Self.entries(of: value)
        case "--jobs":
            guard let number = Int(value), (1...256).contains(number) else {
                throw Refusal(.usage, "--jobs takes a number from 1 to 256, not \"\(value)\".")
            }
            jobs = number
        case "--only":
            let numbers = value.split(separator: "/").compactMap { Int($0) }
            guard numbers.count == 2, numbers[1] >= 1, (1...numbers[1]).contains(numbers[0]) else {
                throw Refusal(.usage, "--only takes a part such as 2/8, not \"\(value)\".")
            }
            part = (numbers[0], numbers[1])
        default: break
        }
    }

    /// What lies in a folder, each a submission.
    private static func entries(of folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Refusal(.noSubmission, "The folder \(folder) is not there.")
        }
        let shown = names.filter { !$0.hasPrefix(".") }.sorted()
        if shown.isEmpty { throw Refusal(.noSubmission, "The folder \(folder) is empty.") }
        return shown.map { folder + "/" + $0 }
    }

    /// The submissions of this part: every count-th, so that slow neighbours are spread.
    var ownSubmissions: [String] {
        guard let part else { return submissions }
        return submissions.enumerated().filter { $0.offset % part.count == part.index - 1 }
            .map(\.element)
    }

    static let help = """
        Grades submissions: folders, zip or tar files with Exercises/*.swift in them.

        swift run grade SUBMISSION…               a table, a line a student
        swift run grade --class FOLDER            each entry of a folder is a submission

          --details               each exercise of each student
          --csv FILE              a row a student
          --html FOLDER           a page for the class, one for each student
          --similarity FILE       a page: who is like whom, side by side
          --gradescope FILE       results.json of Gradescope, for one submission
          --classroom FILE        the result for GitHub Classroom in base64, for one submission

          --hidden FOLDER         further tests that students do not see
          --late FILE             lines name,2026-11-20T20:11:00Z; one of them due,…
          --jobs N                how many submissions at a time (as many as there are processors)
          --again                 grades again what has a result already
          --results FOLDER        where results are kept (.build/grading/results)
          --work FOLDER           where it builds (.build/grading)
          --unsafe                without a sandbox: students' code runs with your rights

          --list                  prints the submissions, one a line
          --only K/N              grades the K-th of N parts
          --merge FOLDER…         joins the results of several machines
          --template NAME         prints a ready file:
                                  \(templates.joined(separator: "\n                          "))

        A result is kept as soon as it is known: the same command again goes on where it was ended.

        Status: 0 all was graded, whatever the points
        \(Refusal.Status.allCases.map { "        \($0.rawValue) \($0.meaning)" }.joined(separator: "\n"))

        """

    static let templates = [
        "gradescope-setup.sh", "gradescope-run_autograder", "github-classroom.yml", "slurm.sh",
        "parallel.sh",
    ]
}
