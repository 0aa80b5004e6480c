import Coursework
import Grading
import Primavera

extension Command {
    /// `course doctor`: a line for each thing that must be right here, and what to do if it is not.
    @Sendable static func doctor(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let page = Page()
        let findings = Finding.all(course)
        for finding in findings {
            page.line(
                (finding.remedy == nil ? "✓ " : "✗ ") + finding.name, right: finding.state,
                finding.remedy == nil ? .good : .bad)
            if let remedy = finding.remedy { page.say(remedy, indent: 2) }
        }
        let problems = findings.count { $0.remedy != nil }
        page.line()
        page.say(
            problems == 0
                ? "This computer is ready." : "\(counted(problems, "thing")) to mend, see above.")
        return problems == 0 ? .done : .computer
    }
}
