/// Something that came from outside, a file or an option, cannot be used.
///
/// The description is one sentence for the person at the keyboard: it names what was wrong and
/// says what to do. Programs print it on standard error and end with a non-zero status.
public struct InputError: Error, CustomStringConvertible, Equatable {
    public let description: String

    /// An error with a sentence for the user.
    public init(_ sentence: String) { description = sentence }
}
