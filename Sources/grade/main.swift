import Foundation
import Grading

exit(GradeCommand.run(Array(CommandLine.arguments.dropFirst())))
