// The register tiles for AVX-512 that are higher or wider than the rule; see RegisterTiles.swift.

#if ISA_V4

/// 12 × 32 numbers: 2 loads and 12 repeated numbers for 24 multiply-adds.
struct TallTile: RegisterTile {
    static let rows = 12
    static let columns = 32

    private var c0a = Lanes.zero, c0b = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero
    private var c2a = Lanes.zero, c2b = Lanes.zero
    private var c3a = Lanes.zero, c3b = Lanes.zero
    private var c4a = Lanes.zero, c4b = Lanes.zero
    private var c5a = Lanes.zero, c5b = Lanes.zero
    private var c6a = Lanes.zero, c6b = Lanes.zero
    private var c7a = Lanes.zero, c7b = Lanes.zero
    private var c8a = Lanes.zero, c8b = Lanes.zero
    private var c9a = Lanes.zero, c9b = Lanes.zero
    private var c10a = Lanes.zero, c10b = Lanes.zero
    private var c11a = Lanes.zero, c11b = Lanes.zero

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
        let a6 = Lanes(repeating: a[6 &* rowStep])
        c6a = multiplyAdd(c6a, a6, ba)
        c6b = multiplyAdd(c6b, a6, bb)
        let a7 = Lanes(repeating: a[7 &* rowStep])
        c7a = multiplyAdd(c7a, a7, ba)
        c7b = multiplyAdd(c7b, a7, bb)
        let a8 = Lanes(repeating: a[8 &* rowStep])
        c8a = multiplyAdd(c8a, a8, ba)
        c8b = multiplyAdd(c8b, a8, bb)
        let a9 = Lanes(repeating: a[9 &* rowStep])
        c9a = multiplyAdd(c9a, a9, ba)
        c9b = multiplyAdd(c9b, a9, bb)
        let a10 = Lanes(repeating: a[10 &* rowStep])
        c10a = multiplyAdd(c10a, a10, ba)
        c10b = multiplyAdd(c10b, a10, bb)
        let a11 = Lanes(repeating: a[11 &* rowStep])
        c11a = multiplyAdd(c11a, a11, ba)
        c11b = multiplyAdd(c11b, a11, bb)
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
        put(c6a, c + 6 &* width, 0, accumulating)
        put(c6b, c + 6 &* width, 16, accumulating)
        put(c7a, c + 7 &* width, 0, accumulating)
        put(c7b, c + 7 &* width, 16, accumulating)
        put(c8a, c + 8 &* width, 0, accumulating)
        put(c8b, c + 8 &* width, 16, accumulating)
        put(c9a, c + 9 &* width, 0, accumulating)
        put(c9b, c + 9 &* width, 16, accumulating)
        put(c10a, c + 10 &* width, 0, accumulating)
        put(c10b, c + 10 &* width, 16, accumulating)
        put(c11a, c + 11 &* width, 0, accumulating)
        put(c11b, c + 11 &* width, 16, accumulating)
    }
}

/// 4 × 96 numbers: 6 loads and 4 repeated numbers for 24 multiply-adds.
struct WideTile: RegisterTile {
    static let rows = 4
    static let columns = 96

    private var c0a = Lanes.zero, c0b = Lanes.zero, c0c = Lanes.zero, c0d = Lanes.zero,
        c0e = Lanes.zero, c0f = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero, c1c = Lanes.zero, c1d = Lanes.zero,
        c1e = Lanes.zero, c1f = Lanes.zero
    private var c2a = Lanes.zero, c2b = Lanes.zero, c2c = Lanes.zero, c2d = Lanes.zero,
        c2e = Lanes.zero, c2f = Lanes.zero
    private var c3a = Lanes.zero, c3b = Lanes.zero, c3c = Lanes.zero, c3d = Lanes.zero,
        c3e = Lanes.zero, c3f = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let bb = b.lanes(at: 16)
        let bc = b.lanes(at: 32)
        let bd = b.lanes(at: 48)
        let be = b.lanes(at: 64)
        let bf = b.lanes(at: 80)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        c0b = multiplyAdd(c0b, a0, bb)
        c0c = multiplyAdd(c0c, a0, bc)
        c0d = multiplyAdd(c0d, a0, bd)
        c0e = multiplyAdd(c0e, a0, be)
        c0f = multiplyAdd(c0f, a0, bf)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        c1b = multiplyAdd(c1b, a1, bb)
        c1c = multiplyAdd(c1c, a1, bc)
        c1d = multiplyAdd(c1d, a1, bd)
        c1e = multiplyAdd(c1e, a1, be)
        c1f = multiplyAdd(c1f, a1, bf)
        let a2 = Lanes(repeating: a[2 &* rowStep])
        c2a = multiplyAdd(c2a, a2, ba)
        c2b = multiplyAdd(c2b, a2, bb)
        c2c = multiplyAdd(c2c, a2, bc)
        c2d = multiplyAdd(c2d, a2, bd)
        c2e = multiplyAdd(c2e, a2, be)
        c2f = multiplyAdd(c2f, a2, bf)
        let a3 = Lanes(repeating: a[3 &* rowStep])
        c3a = multiplyAdd(c3a, a3, ba)
        c3b = multiplyAdd(c3b, a3, bb)
        c3c = multiplyAdd(c3c, a3, bc)
        c3d = multiplyAdd(c3d, a3, bd)
        c3e = multiplyAdd(c3e, a3, be)
        c3f = multiplyAdd(c3f, a3, bf)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c0c, c, 32, accumulating)
        put(c0d, c, 48, accumulating)
        put(c0e, c, 64, accumulating)
        put(c0f, c, 80, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c1c, c + width, 32, accumulating)
        put(c1d, c + width, 48, accumulating)
        put(c1e, c + width, 64, accumulating)
        put(c1f, c + width, 80, accumulating)
        put(c2a, c + 2 &* width, 0, accumulating)
        put(c2b, c + 2 &* width, 16, accumulating)
        put(c2c, c + 2 &* width, 32, accumulating)
        put(c2d, c + 2 &* width, 48, accumulating)
        put(c2e, c + 2 &* width, 64, accumulating)
        put(c2f, c + 2 &* width, 80, accumulating)
        put(c3a, c + 3 &* width, 0, accumulating)
        put(c3b, c + 3 &* width, 16, accumulating)
        put(c3c, c + 3 &* width, 32, accumulating)
        put(c3d, c + 3 &* width, 48, accumulating)
        put(c3e, c + 3 &* width, 64, accumulating)
        put(c3f, c + 3 &* width, 80, accumulating)
    }
}

/// 3 × 128 numbers, for the three channels of coloured pictures: 8 loads and 3 repeated numbers for 24
/// multiply-adds.
struct FlatTile: RegisterTile {
    static let rows = 3
    static let columns = 128

    private var c0a = Lanes.zero, c0b = Lanes.zero, c0c = Lanes.zero, c0d = Lanes.zero,
        c0e = Lanes.zero, c0f = Lanes.zero, c0g = Lanes.zero, c0h = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero, c1c = Lanes.zero, c1d = Lanes.zero,
        c1e = Lanes.zero, c1f = Lanes.zero, c1g = Lanes.zero, c1h = Lanes.zero
    private var c2a = Lanes.zero, c2b = Lanes.zero, c2c = Lanes.zero, c2d = Lanes.zero,
        c2e = Lanes.zero, c2f = Lanes.zero, c2g = Lanes.zero, c2h = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let a0 = Lanes(repeating: a[0])
        let a1 = Lanes(repeating: a[rowStep])
        let a2 = Lanes(repeating: a[2 &* rowStep])
        let ba = b.lanes(at: 0)
        c0a = multiplyAdd(c0a, a0, ba)
        c1a = multiplyAdd(c1a, a1, ba)
        c2a = multiplyAdd(c2a, a2, ba)
        let bb = b.lanes(at: 16)
        c0b = multiplyAdd(c0b, a0, bb)
        c1b = multiplyAdd(c1b, a1, bb)
        c2b = multiplyAdd(c2b, a2, bb)
        let bc = b.lanes(at: 32)
        c0c = multiplyAdd(c0c, a0, bc)
        c1c = multiplyAdd(c1c, a1, bc)
        c2c = multiplyAdd(c2c, a2, bc)
        let bd = b.lanes(at: 48)
        c0d = multiplyAdd(c0d, a0, bd)
        c1d = multiplyAdd(c1d, a1, bd)
        c2d = multiplyAdd(c2d, a2, bd)
        let be = b.lanes(at: 64)
        c0e = multiplyAdd(c0e, a0, be)
        c1e = multiplyAdd(c1e, a1, be)
        c2e = multiplyAdd(c2e, a2, be)
        let bf = b.lanes(at: 80)
        c0f = multiplyAdd(c0f, a0, bf)
        c1f = multiplyAdd(c1f, a1, bf)
        c2f = multiplyAdd(c2f, a2, bf)
        let bg = b.lanes(at: 96)
        c0g = multiplyAdd(c0g, a0, bg)
        c1g = multiplyAdd(c1g, a1, bg)
        c2g = multiplyAdd(c2g, a2, bg)
        let bh = b.lanes(at: 112)
        c0h = multiplyAdd(c0h, a0, bh)
        c1h = multiplyAdd(c1h, a1, bh)
        c2h = multiplyAdd(c2h, a2, bh)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c0c, c, 32, accumulating)
        put(c0d, c, 48, accumulating)
        put(c0e, c, 64, accumulating)
        put(c0f, c, 80, accumulating)
        put(c0g, c, 96, accumulating)
        put(c0h, c, 112, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c1c, c + width, 32, accumulating)
        put(c1d, c + width, 48, accumulating)
        put(c1e, c + width, 64, accumulating)
        put(c1f, c + width, 80, accumulating)
        put(c1g, c + width, 96, accumulating)
        put(c1h, c + width, 112, accumulating)
        put(c2a, c + 2 &* width, 0, accumulating)
        put(c2b, c + 2 &* width, 16, accumulating)
        put(c2c, c + 2 &* width, 32, accumulating)
        put(c2d, c + 2 &* width, 48, accumulating)
        put(c2e, c + 2 &* width, 64, accumulating)
        put(c2f, c + 2 &* width, 80, accumulating)
        put(c2g, c + 2 &* width, 96, accumulating)
        put(c2h, c + 2 &* width, 112, accumulating)
    }
}

#endif
