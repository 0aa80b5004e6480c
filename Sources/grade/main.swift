// The instructor's tool: swift run grade --help. All of it is in Sources/Grading.

import Foundation
import Grading

exit(GradeCommand.run(Array(CommandLine.arguments.dropFirst())))
