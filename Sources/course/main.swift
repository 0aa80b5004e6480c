import Grading
import Primavera

do {
    Terminal.write("\(try CoursePackage.found().root)\n")
} catch { Terminal.write("course: \(error)\n") }
