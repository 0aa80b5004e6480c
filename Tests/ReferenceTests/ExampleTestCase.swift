import Primavera
import XCTest

/// The examples run in a folder of their own: some of them write files.
class ExampleTestCase: XCTestCase {
    private var before = ""

    override func setUpWithError() throws {
        before = FileManager.default.currentDirectoryPath
        let folder = NSTemporaryDirectory() + "examples-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = FileManager.default.changeCurrentDirectoryPath(folder)
    }

    override func tearDownWithError() throws {
        let folder = FileManager.default.currentDirectoryPath
        _ = FileManager.default.changeCurrentDirectoryPath(before)
        try FileManager.default.removeItem(atPath: folder)
    }
}

/// For a line whose comment is for the reader alone.
func use<Result>(_ result: Result) {}

/// Whether a value is what a comment states: the same words, and numbers as exact as they are written.
///
/// `0.667` stands for all numbers from 0.6665 to 0.6675, and `[2, 3]` for a list or a tensor.
func expect(
    _ value: Any?, gives stated: String, file: StaticString = #filePath, line: UInt = #line
) {
    let found = text(of: value)
    if !agree(found, stated) {
        XCTFail("The comment states \(stated), the code gives \(found).", file: file, line: line)
    }
}

/// Whether two texts have the same numbers, as exact as the second one writes them, between the same
/// signs.
func agree(_ found: String, _ stated: String) -> Bool {
    let (parts, statedParts) = (pieces(found), pieces(stated))
    guard parts.count == statedParts.count else { return false }
    return zip(parts, statedParts).allSatisfy { part, statedPart in
        guard let number = Double(part), let statedNumber = Double(statedPart) else {
            return part == statedPart
        }
        let decimals = statedPart.split(separator: ".").dropFirst().first?.count ?? 0
        return abs(number - statedNumber) <= 0.5001 * Foundation.pow(10, -Double(decimals))
            && (decimals > 0 || number == statedNumber)
    }
}

/// Numbers as they are, everything else sign by sign, without spaces.
private func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var isInNumber = false
    for character in text where !character.isWhitespace {
        let belongs = character.isNumber || character.isLetter || "+-.".contains(character)
        if belongs && isInNumber {
            pieces[pieces.count - 1].append(character)
        } else {
            pieces.append(String(character))
        }
        isInNumber = belongs
    }
    return pieces
}

private func text(of value: Any?) -> String {
    switch value {
    case let tensor as Tensor: rows(tensor.values[...], tensor.shape[...])
    case let variable as Variable: text(of: variable.value)
    case .some(let value): "\(value)"
    case .none: "nil"
    }
}

/// A tensor's numbers in brackets, as its literal is written.
private func rows(_ values: ArraySlice<Float>, _ shape: ArraySlice<Int>) -> String {
    guard let count = shape.first else { return "\(values.first!)" }
    let length = values.count / max(count, 1)
    let parts = (0..<count).map { row in
        let start = values.startIndex + row * length
        return rows(values[start..<start + length], shape.dropFirst())
    }
    return "[" + parts.joined(separator: ", ") + "]"
}
