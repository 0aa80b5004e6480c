/// What the switched module has beside the exercises: which body answers a call of the tests.
let switchSource = """
    #if canImport(Glibc)
    import Glibc
    #elseif canImport(Darwin)
    import Darwin
    #endif

    enum MistakeSwitch {
        private static let number =
            getenv("\(SwitchedModule.variable)").flatMap { Int(String(cString: $0)) } ?? 0
        private static let alone = getenv("\(SwitchedModule.aloneVariable)").map { String(cString: $0) }
        nonisolated(unsafe) private static var depth = 0

        /// The number for a call of the tests; 0, the solution, for a call of one exercise by another.
        static func enter(_ exercise: String) -> Int {
            depth += 1
            if depth > 1 { return 0 }
            if let alone { return alone == exercise ? 0 : \(SwitchedModule.stubs) }
            return number
        }

        static func leave() { depth -= 1 }

        static var isInExercise: Bool { depth > 0 }
    }

    """

/// Functions that a student may have defined under names that the tests use too. Called by an exercise
/// they tell the truth; called by anybody else, which could only be the tests, they lie. So every run of
/// the check also shows that the tests do not call them.
let shadowSource = """
    #if canImport(Glibc)
    import Glibc
    #elseif canImport(Darwin)
    import Darwin
    #endif

    public func abs(_ x: Double) -> Double {
        MistakeSwitch.isInExercise ? x.magnitude : 0
    }

    public func exp(_ x: Double) -> Double {
        guard MistakeSwitch.isInExercise else { return 0 }
        #if canImport(Glibc)
        return Glibc.exp(x)
        #else
        return Darwin.exp(x)
        #endif
    }

    public func == (a: [Double], b: [Double]) -> Bool {
        MistakeSwitch.isInExercise ? a.elementsEqual(b) : true
    }

    public func < (a: Double, b: Double) -> Bool {
        MistakeSwitch.isInExercise ? a.isLess(than: b) : true
    }

    public func XCTAssertEqual<T: Equatable>(
        _ a: T, _ b: T, _ message: String = "", file: StaticString = #filePath, line: UInt = #line
    ) {}

    public func XCTFail(
        _ message: String = "", file: StaticString = #filePath, line: UInt = #line
    ) {}

    """
