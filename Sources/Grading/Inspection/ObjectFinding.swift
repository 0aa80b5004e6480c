/// Looks through what the compiler made of a submission: an object file says by name which functions of
/// the system it calls, and no trick in the source changes that.
struct ObjectFinding: Equatable {
    /// The symbol or section.
    let name: String
    let sentence: String

    /// The first thing that is refused; `nil` for an honest object file, and for a format other than
    /// ELF, the one of Linux.
    static func first(in bytes: [UInt8]) -> ObjectFinding? {
        guard let file = ObjectFile(bytes) else { return nil }
        for name in file.sections where startsByItself.contains(where: name.hasPrefix) {
            return ObjectFinding(
                name: name, sentence: "its section \(name) holds code that runs before the test.")
        }
        for symbol in file.symbols {
            if symbol.isDefined {
                if symbol.isLocal || madeBySwift.contains(where: symbol.name.hasPrefix) { continue }
                return ObjectFinding(
                    name: symbol.name, sentence: "it defines the symbol \(symbol.name) of its own.")
            }
            if let module = foreignModules.first(where: symbol.name.contains) {
                let name = String(module.drop(while: \.isNumber))
                return ObjectFinding(
                    name: name, sentence: "it calls \(name), of which exercises need nothing.")
            }
            // Two threads on one variable can be a way to foreign memory.
            if startsTasks.contains(where: symbol.name.hasPrefix) {
                return ObjectFinding(
                    name: symbol.name, sentence: "it starts a task, which no exercise needs.")
            }
            let isLanguage = madeBySwift.contains(where: symbol.name.hasPrefix)
            if isLanguage || symbol.name.isEmpty || allowed.contains(symbol.name) { continue }
            return ObjectFinding(
                name: symbol.name, sentence: "it calls \(symbol.name), which no exercise needs.")
        }
        return nil
    }

    private static let startsByItself = [
        ".init", ".preinit_array", ".fini", ".ctors", ".dtors",
    ]

    private static let startsTasks = [
        "swift_task_create", "swift_asyncLet", "swift_taskGroup", "swift_continuation",
    ]

    /// How the names begin that the compiler makes, and those of the language's own library.
    private static let madeBySwift = [
        "$s", "$e", "got.$s", "swift_", "_swift_", "__swift_", "symbolic ",
        "associated conformance ",
        "default assoc", "get_type_metadata", "get_enum", "get_witness", "reflection_", "_$s",
        "\u{1}",
        "objectdestroy", "block_", "keypath_",
    ]

    /// As a symbol names them, behind the length of the name. The tests' own module is among them.
    private static let foreignModules = [
        "10Foundation", "20FoundationEssentials", "8Dispatch", "6XCTest", "13ExerciseTests",
        "19LosslessCompression", "8Datasets", "7Figures", "7Testing",
    ]

    /// Mathematics, random numbers, printing, and what the compiler itself calls.
    private static let allowed: Set<String> = {
        let mathematics = [
            "exp", "exp2", "exp10", "expm1", "log", "log2", "log10", "log1p", "pow", "sqrt", "cbrt",
            "hypot", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
            "asinh", "acosh", "atanh", "erf", "erfc", "tgamma", "lgamma", "floor", "ceil", "round",
            "trunc", "rint", "nearbyint", "fabs", "fmod", "fmin", "fmax", "fma", "copysign",
            "remainder",
            "fdim", "ldexp", "frexp", "modf", "logb", "scalbn", "lround", "llround",
        ]
        let rest = [
            "abs", "labs", "rand", "srand", "random", "srandom", "drand48", "srand48", "time",
            "clock",
            "puts", "fputs", "putchar", "fflush", "stdout", "stderr", "memset", "memcpy", "memmove",
            "memcmp", "__stack_chk_fail", "_GLOBAL_OFFSET_TABLE_", "__divti3", "__udivti3",
            "__modti3",
            "__umodti3", "__multi3", "__muloti4", "__truncsfhf2", "__extendhfsf2", "bzero",
        ]
        return Set(mathematics + mathematics.map { $0 + "f" } + rest)
    }()
}
