/// A text as one word of a shell's command, whatever is in it.
///
/// ```swift
/// shellWord("it's")      // 'it'\''s'
/// ```
func shellWord(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
}
