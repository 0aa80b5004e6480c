// The register tiles for the 32 registers of sixteen Floats that AVX-512 has; see RegisterTiles.swift.

#if ISA_V4

/// 6 × 64 numbers in 24 of the 32 registers of AVX-512: 4 loads and 6 repeated numbers for 24
/// multiply-adds.
struct MiddleTile: RegisterTile {
    static let rows = 6
    static let columns = 64

    private var c0a = Lanes.zero, c0b = Lanes.zero, c0c = Lanes.zero, c0d = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero, c1c = Lanes.zero, c1d = Lanes.zero
    private var c2a = Lanes.zero, c2b = Lanes.zero, c2c = Lanes.zero, c2d = Lanes.zero
    private var c3a = Lanes.zero, c3b = Lanes.zero, c3c = Lanes.zero, c3d = Lanes.zero
    private var c4a = Lanes.zero, c4b = Lanes.zero, c4c = Lanes.zero, c4d = Lanes.zero
    private var c5a = Lanes.zero, c5b = Lanes.zero, c5c = Lanes.zero, c5d = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let bb = b.lanes(at: 16)
        let bc = b.lanes(at: 32)
        let bd = b.lanes(at: 48)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        c0b = multiplyAdd(c0b, a0, bb)
        c0c = multiplyAdd(c0c, a0, bc)
        c0d = multiplyAdd(c0d, a0, bd)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        c1b = multiplyAdd(c1b, a1, bb)
        c1c = multiplyAdd(c1c, a1, bc)
        c1d = multiplyAdd(c1d, a1, bd)
        let a2 = Lanes(repeating: a[2 &* rowStep])
        c2a = multiplyAdd(c2a, a2, ba)
        c2b = multiplyAdd(c2b, a2, bb)
        c2c = multiplyAdd(c2c, a2, bc)
        c2d = multiplyAdd(c2d, a2, bd)
        let a3 = Lanes(repeating: a[3 &* rowStep])
        c3a = multiplyAdd(c3a, a3, ba)
        c3b = multiplyAdd(c3b, a3, bb)
        c3c = multiplyAdd(c3c, a3, bc)
        c3d = multiplyAdd(c3d, a3, bd)
        let a4 = Lanes(repeating: a[4 &* rowStep])
        c4a = multiplyAdd(c4a, a4, ba)
        c4b = multiplyAdd(c4b, a4, bb)
        c4c = multiplyAdd(c4c, a4, bc)
        c4d = multiplyAdd(c4d, a4, bd)
        let a5 = Lanes(repeating: a[5 &* rowStep])
        c5a = multiplyAdd(c5a, a5, ba)
        c5b = multiplyAdd(c5b, a5, bb)
        c5c = multiplyAdd(c5c, a5, bc)
        c5d = multiplyAdd(c5d, a5, bd)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c0c, c, 32, accumulating)
        put(c0d, c, 48, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c1c, c + width, 32, accumulating)
        put(c1d, c + width, 48, accumulating)
        put(c2a, c + 2 &* width, 0, accumulating)
        put(c2b, c + 2 &* width, 16, accumulating)
        put(c2c, c + 2 &* width, 32, accumulating)
        put(c2d, c + 2 &* width, 48, accumulating)
        put(c3a, c + 3 &* width, 0, accumulating)
        put(c3b, c + 3 &* width, 16, accumulating)
        put(c3c, c + 3 &* width, 32, accumulating)
        put(c3d, c + 3 &* width, 48, accumulating)
        put(c4a, c + 4 &* width, 0, accumulating)
        put(c4b, c + 4 &* width, 16, accumulating)
        put(c4c, c + 4 &* width, 32, accumulating)
        put(c4d, c + 4 &* width, 48, accumulating)
        put(c5a, c + 5 &* width, 0, accumulating)
        put(c5b, c + 5 &* width, 16, accumulating)
        put(c5c, c + 5 &* width, 32, accumulating)
        put(c5d, c + 5 &* width, 48, accumulating)
    }
}

/// 6 × 32 numbers: the rows of a middle tile and half of its columns, for where a matrix ends.
struct HalfTile: RegisterTile {
    static let rows = 6
    static let columns = 32

    private var c0a = Lanes.zero, c0b = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero
    private var c2a = Lanes.zero, c2b = Lanes.zero
    private var c3a = Lanes.zero, c3b = Lanes.zero
    private var c4a = Lanes.zero, c4b = Lanes.zero
    private var c5a = Lanes.zero, c5b = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let bb = b.lanes(at: 16)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        c0b = multiplyAdd(c0b, a0, bb)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        c1b = multiplyAdd(c1b, a1, bb)
        let a2 = Lanes(repeating: a[2 &* rowStep])
        c2a = multiplyAdd(c2a, a2, ba)
        c2b = multiplyAdd(c2b, a2, bb)
        let a3 = Lanes(repeating: a[3 &* rowStep])
        c3a = multiplyAdd(c3a, a3, ba)
        c3b = multiplyAdd(c3b, a3, bb)
        let a4 = Lanes(repeating: a[4 &* rowStep])
        c4a = multiplyAdd(c4a, a4, ba)
        c4b = multiplyAdd(c4b, a4, bb)
        let a5 = Lanes(repeating: a[5 &* rowStep])
        c5a = multiplyAdd(c5a, a5, ba)
        c5b = multiplyAdd(c5b, a5, bb)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c2a, c + 2 &* width, 0, accumulating)
        put(c2b, c + 2 &* width, 16, accumulating)
        put(c3a, c + 3 &* width, 0, accumulating)
        put(c3b, c + 3 &* width, 16, accumulating)
        put(c4a, c + 4 &* width, 0, accumulating)
        put(c4b, c + 4 &* width, 16, accumulating)
        put(c5a, c + 5 &* width, 0, accumulating)
        put(c5b, c + 5 &* width, 16, accumulating)
    }
}

/// 2 × 64 numbers: the columns of a middle tile and two of its rows, which are left of 32 and of 128. Eight
/// sums are just enough to keep the multiply-adds from waiting for one another. 32 × 120 · 120 × 400 takes
/// four fifths of the time that it takes with a middle tile filled up with zeros.
struct LowTile: RegisterTile {
    static let rows = 2
    static let columns = 64

    private var c0a = Lanes.zero, c0b = Lanes.zero, c0c = Lanes.zero, c0d = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero, c1c = Lanes.zero, c1d = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let bb = b.lanes(at: 16)
        let bc = b.lanes(at: 32)
        let bd = b.lanes(at: 48)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        c0b = multiplyAdd(c0b, a0, bb)
        c0c = multiplyAdd(c0c, a0, bc)
        c0d = multiplyAdd(c0d, a0, bd)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        c1b = multiplyAdd(c1b, a1, bb)
        c1c = multiplyAdd(c1c, a1, bc)
        c1d = multiplyAdd(c1d, a1, bd)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c0c, c, 32, accumulating)
        put(c0d, c, 48, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c1c, c + width, 32, accumulating)
        put(c1d, c + width, 48, accumulating)
    }
}

#endif
