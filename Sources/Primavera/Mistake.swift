/// Stops the program with a sentence about a mistake in the code that calls the library.
///
/// Shapes that do not fit, an axis that is not there: mistakes of a programmer, which no program
/// can go on from. The sentence says what was expected, what came, and what to try. (What comes
/// from outside, a file or an option, never ends here: it is thrown as an error.)
///
/// `fatalError` and not `precondition`: in optimised code `precondition` drops its text.
func mistake(_ sentence: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    if let observer = MistakeObserver.current { observer(sentence) }
    fatalError(sentence, file: file, line: line)
}

/// Lets a test read the sentence of a mistake before the program would stop.
enum MistakeObserver {
    /// Called with the sentence. A test's observer never returns: it parks its thread.
    @TaskLocal static var current: (@Sendable (String) -> Void)?
}
