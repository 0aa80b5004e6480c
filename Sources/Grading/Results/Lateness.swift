import Foundation

/// What is taken away from what came late, from a file of times.
///
/// ```
/// due,2026-11-20T23:59:00Z
/// percent a day,10
/// grace minutes,15
/// ada,2026-11-20T20:11:00Z
/// grace,2026-11-22T08:00:00+01:00
/// ```
/// Each day that has begun after the deadline takes so many percent; a student who is not in the file is
/// in time.
struct Lateness {
    private let due: Date
    private let percentADay: Double
    private let graceSeconds: Double
    private let times: [String: Date]

    init(text: String, file: String) throws {
        var due: Date?
        var (percent, grace) = (10.0, 0.0)
        var times: [String: Date] = [:]
        let lines = text.split(whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            guard let comma = line.lastIndex(of: ",") else {
                throw Refusal(
                    .usage, "\(file):\(number + 1): a line is \"name,2026-11-20T20:11:00Z\".")
            }
            var name = line[..<comma].trimmingCharacters(in: .whitespaces)
            if name.hasPrefix("\""), name.hasSuffix("\""), name.count > 1 {
                name = name.dropFirst().dropLast().replacingOccurrences(of: "\"\"", with: "\"")
            }
            let value = line[line.index(after: comma)...].trimmingCharacters(in: .whitespaces)
            if name == "percent a day" || name == "grace minutes" {
                guard let value = Double(value), (0...100_000).contains(value) else {
                    throw Refusal(.usage, "\(file):\(number + 1): \(name) is a number.")
                }
                if name == "percent a day" { percent = value } else { grace = value * 60 }
                continue
            }
            guard let date = try? Date(value, strategy: .iso8601) else {
                throw Refusal(
                    .usage,
                    "\(file):\(number + 1): \"\(value)\" is no time like 2026-11-20T20:11:00Z.")
            }
            if name == "due" { due = date } else { times[name] = date }
        }
        guard let due else {
            throw Refusal(.usage, "\(file): a line \"due,2026-11-20T23:59:00Z\" is missing.")
        }
        (self.due, percentADay, graceSeconds, self.times) = (due, percent, grace, times)
    }

    func applied(to grade: Grade) -> Grade {
        guard let time = times[grade.name] else { return grade }
        let late = time.timeIntervalSince(due)
        if late <= graceSeconds { return grade }
        var grade = grade
        let days = (late / 86_400).rounded(.up)
        grade.deduction = min(1, days * percentADay / 100)
        grade.lateness =
            "Late by \(ClassTable.number(late / 3_600)) hours: \(ClassTable.number(grade.deduction * 100)) % "
            + "are taken away."
        return grade
    }
}
