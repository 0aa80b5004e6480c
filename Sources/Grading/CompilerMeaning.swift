/// What the compiler's errors usually mean in the hands of a student: one plain sentence each.
enum CompilerMeaning {
    /// The sentence for an error's text, or `nil`. The first rule that fits counts.
    static func of(_ text: String) -> String? {
        let names = quoted(text)
        for rule in rules where rule.marks.allSatisfy({ text.contains($0) }) {
            return names.enumerated().reduce(rule.sentence) { sentence, name in
                sentence.replacing("#\(name.offset + 1)", with: name.element)
            }
        }
        return nil
    }

    /// What stands between single quotes, in its order.
    static func quoted(_ text: String) -> [String] {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }

    /// What an error must contain, and what it means; `#1` is the first name between quotes in it.
    private struct Rule {
        let marks: [String]
        let sentence: String

        init(_ marks: String..., means sentence: String) {
            self.marks = marks
            self.sentence = sentence
        }
    }

    private static let rules: [Rule] = numbers + names + flow + calls + signs

    // MARK: Types

    private static let numbers = [
        Rule(
            "cannot convert", "'[Double]' to", "'Double'",
            means:
                "A whole array stands where one number is wanted: pick one with [i], or sum it up."),
        Rule(
            "cannot convert", "'Int' to", "'Double'",
            means: "Swift never turns an Int into a Double by itself: write Double(…) around it."),
        Rule(
            "cannot convert", "'Double' to", "'Int'",
            means:
                "A Double stands where an Int is wanted. Sums of Doubles begin with 0.0, not 0; an "
                + "index is an Int: Int(…) cuts the fraction off."),
        Rule(
            "cannot assign value of type 'Double' to type 'Int'",
            means: "The variable began as an Int, as in var x = 0: let it begin with 0.0."),
        Rule(
            "cannot convert", "'Float'", "'Double'",
            means: "Float and Double are different types: write Double(…) around the Float."),
        Rule(
            "cannot convert", "'Bool' to", "'Int'",
            means: "A comparison is true or false, not 1 or 0: write condition ? 1 : 0."),
        Rule(
            "cannot convert return expression",
            means: "The function promises #2 behind its arrow, and what it returns is #1."),
        Rule(
            "cannot convert value of type '()'",
            means: "A bare return, or a missing one, where the closure has to give a value."),
        Rule(
            "cannot convert value of type",
            means: "Here #2 is wanted, and #1 was given."),
        Rule(
            "cannot assign value of type",
            means: "The variable holds #2; #1 cannot be put into it."),
        Rule(
            "binary operator", "cannot be applied", "[",
            means: "Arrays have no arithmetic: go through the elements, with map, zip or a loop."),
        Rule(
            "binary operator", "cannot be applied",
            means:
                "#1 works on two values of the same type; Int and Double need Double(…) around the "
                + "Int."),
        Rule(
            "unary operator", "cannot be applied",
            means: "#1 works on one number, not on #2."),
        Rule(
            "value of optional type",
            means:
                "The value may be missing (nil), as max() of an empty array: add ! if it cannot be, "
                + "or ?? and a value for that case."),
        Rule(
            "initializer for conditional binding",
            means:
                "if let is only for values that may be missing (nil), and this one is always there."
        ),
        Rule(
            "cannot be used as a boolean",
            means: "if and while need a condition: compare with something, as in x != 0."),
        Rule(
            "to conform to 'Sequence'",
            means: "for … in goes through a range or an array: for i in 0..<n."),
        Rule(
            "empty collection literal",
            means: "Swift cannot see what the array will hold: var x: [Double] = []."),
        Rule(
            "heterogeneous collection literal",
            means: "The elements of an array have one type: here are several."),
        Rule(
            "could not be inferred",
            means: "Swift cannot find out the type: say it, as in let x: Double = …"),
        Rule(
            "ambiguous without a type annotation",
            means: "Swift cannot find out the type: say it, as in let x: Double = …"),
        Rule(
            "unable to type-check this expression",
            means: "The line is too long for the compiler: give its parts names, let a: Double = …"),
    ]

    // MARK: Names

    private static let names = [
        Rule(
            "cannot find operator '++'", means: "Swift has no ++: write += 1."),
        Rule(
            "cannot find operator '--'", means: "Swift has no --: write -= 1."),
        Rule(
            "cannot find operator '**'",
            means: "Swift has no ** for powers: write x * x, or pow(x, 2)."),
        Rule(
            "cannot find operator '..'",
            means: "A range without its end is 0..<n, one with its end is 0...n."),
        Rule(
            "cannot find operator",
            means:
                "The sign #1 is none of Swift's: was it copied from a text, or is a space missing?"),
        Rule(
            "cannot find 'len' in scope", means: "How many elements an array has is array.count."),
        Rule(
            "cannot find 'range' in scope", means: "Numbers from 0 to n − 1 are 0..<n."),
        Rule(
            "cannot find type", means: "There is no type #1 here: check the spelling, capitals too."
        ),
        Rule(
            "cannot find", "in scope",
            means: "Nothing is called #1 here: check the spelling, or define it before this line."),
        Rule(
            "before its declaration", means: "#1 is used above the line that defines it."),
        Rule(
            "before being initialized", means: "#1 has no value yet on some way to this line."),
        Rule(
            "invalid redeclaration",
            means: "There are two things called #1: rename or delete one of them."),
        Rule(
            "has no member 'length'", means: "How many elements an array has is array.count."),
        Rule(
            "has no member", means: "#1 has nothing called #2: check the spelling."),
        Rule(
            "is a 'let' constant",
            means:
                "What let defines stays as it is, and so do parameters and the variable of a for "
                + "loop: begin with var, or copy it first, var copy = …"),
        Rule(
            "ambiguous use of",
            means: "Several things are called #1, and Swift cannot choose: rename yours."),
    ]

    // MARK: Ways through a function

    private static let flow = [
        Rule(
            "missing return",
            means:
                "Some way through the function ends without a return, for example behind a loop or "
                + "an if without else."),
        Rule(
            "unexpected non-void return value",
            means: "The function promises no value: its arrow and type are missing (-> Double)."),
        Rule(
            "switch must be exhaustive", means: "A case is missing: add default: at the end."),
        Rule(
            "not marked with 'try'",
            means: "The function that is called may fail: write try in front of it."),
        Rule(
            "errors thrown from here",
            means:
                "The function that is called may fail, and nobody catches that: use do and catch."),
    ]

    // MARK: Calls

    private static let calls = [
        Rule(
            "missing argument label",
            means: "The name in front of an argument is missing: #1"),
        Rule(
            "incorrect argument label",
            means:
                "The names in front of the arguments are not the function's: compare with its first "
                + "line."),
        Rule(
            "extraneous argument label",
            means: "This argument goes without a name: the function has _ there."),
        Rule(
            "missing argument for parameter",
            means: "The call gives too few values: compare with the function's first line."),
        Rule(
            "extra argument", means: "The call gives more values than the function takes."),
        Rule(
            "must precede argument", means: "The arguments stand in another order in the function."),
        Rule(
            "cannot call value of non-function type",
            means: "Brackets behind something that is no function: a sign, as *, may be missing."),
        Rule(
            "no exact matches in call",
            means:
                "The types of the values fit none of the ways to call this: look at each of them."),
    ]

    // MARK: Signs

    private static let signs = [
        Rule(
            "expected '}'", means: "A closing brace } is missing, perhaps many lines above."),
        Rule(
            "can only be used in a non-local scope",
            means: "A closing brace } is missing above: the function before this one has no end."),
        Rule(
            "extraneous '}'",
            means: "One closing brace } too many, or an opening one { is missing above."),
        Rule(
            "consecutive statements",
            means: "Two statements in one line: a sign between them is missing, or a word is not "
                + "Swift's (and is &&, or is ||, def is func)."),
        Rule(
            "expected ',' separator",
            means: "A comma or a closing bracket is missing."),
        Rule(
            "expected ')'", means: "A closing bracket ) is missing."),
        Rule(
            "expected ']'", means: "A closing bracket ] is missing."),
        Rule(
            "expected expression",
            means: "Something is missing here: a value, behind an operator or before it."),
        Rule(
            "expected identifier",
            means: "A name is missing here, or it is one of Swift's own words."),
        Rule(
            "expected '{'", means: "An opening brace { is missing."),
        Rule(
            "consistent whitespace",
            means: "Spaces on both sides of the sign, or on none."),
        Rule(
            "unterminated string", means: "The closing quote \" of a text is missing."),
        Rule(
            "curly quote", means: "Quotes of a word processor: type \" again."),
        Rule(
            "invalid character", means: "A character that is none of Swift's: type the line again."),
        Rule(
            "C-style for", means: "A loop over numbers is for i in 0..<n."),
        Rule(
            "expected declaration",
            means: "This stands outside of any function: a brace } above may close too much."),
        Rule(
            "statements are not allowed at the top level",
            means: "This stands outside of any function: a brace } above may close too much."),
        Rule(
            "expressions are not allowed at the top level",
            means: "This stands outside of any function: a brace } above may close too much."),
    ]
}
