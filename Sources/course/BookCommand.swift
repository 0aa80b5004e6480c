import Bookbinding
import Grading

/// Makes the book, and with `--preview` shows it; see `Sources/Bookbinding`.
func book(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
    try makeBook(in: course.root, request.options, port: request.words.first)
    return .done
}
