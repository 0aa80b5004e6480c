// The innermost loop of the matrix product: a tile of C that lives in registers.
//
// Every number of the tile is a sum of its own, so that the multiply-adds (four to five cycles
// each, two started a cycle) never wait for one another. The variables are written out one by
// one, because only single variables are kept in registers by the compiler: an array would be
// memory. Compare the plain loops of `matrixProductReference`: it is the same sum.

#if ISA_V4

/// 12 × 32 numbers in 24 of the 32 registers of AVX-512, sixteen Floats each.
enum Tile {
    static let rows = 12
    static let columns = 32

    /// `C (+)= A · B` for one tile.
    ///
    /// - Parameters:
    ///   - a: a packed strip of A: 12 Floats for each depth
    ///   - rowOfB: where the 32 Floats of B at one depth begin
    ///   - width: from one row of C to the next
    @inline(__always)
    static func multiply(
        _ a: UnsafePointer<Float>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int,
        accumulating: Bool, rowOfB: (Int) -> UnsafePointer<Float>
    ) {
        typealias Vector = SIMD16<Float>
        var c0l = Vector.zero, c0r = Vector.zero
        var c1l = Vector.zero, c1r = Vector.zero
        var c2l = Vector.zero, c2r = Vector.zero
        var c3l = Vector.zero, c3r = Vector.zero
        var c4l = Vector.zero, c4r = Vector.zero
        var c5l = Vector.zero, c5r = Vector.zero
        var c6l = Vector.zero, c6r = Vector.zero
        var c7l = Vector.zero, c7r = Vector.zero
        var c8l = Vector.zero, c8r = Vector.zero
        var c9l = Vector.zero, c9r = Vector.zero
        var c10l = Vector.zero, c10r = Vector.zero
        var c11l = Vector.zero, c11r = Vector.zero
        var a = UnsafeRawPointer(a)
        for p in 0..<depth {
            let b = UnsafeRawPointer(rowOfB(p))
            let left = b.loadUnaligned(as: Vector.self)
            let right = b.loadUnaligned(fromByteOffset: 64, as: Vector.self)
            step(&c0l, &c0r, a, 0, left, right)
            step(&c1l, &c1r, a, 4, left, right)
            step(&c2l, &c2r, a, 8, left, right)
            step(&c3l, &c3r, a, 12, left, right)
            step(&c4l, &c4r, a, 16, left, right)
            step(&c5l, &c5r, a, 20, left, right)
            step(&c6l, &c6r, a, 24, left, right)
            step(&c7l, &c7r, a, 28, left, right)
            step(&c8l, &c8r, a, 32, left, right)
            step(&c9l, &c9r, a, 36, left, right)
            step(&c10l, &c10r, a, 40, left, right)
            step(&c11l, &c11r, a, 44, left, right)
            a += 48
        }
        put(c0l, c0r, c, accumulating)
        put(c1l, c1r, c + 1 &* width, accumulating)
        put(c2l, c2r, c + 2 &* width, accumulating)
        put(c3l, c3r, c + 3 &* width, accumulating)
        put(c4l, c4r, c + 4 &* width, accumulating)
        put(c5l, c5r, c + 5 &* width, accumulating)
        put(c6l, c6r, c + 6 &* width, accumulating)
        put(c7l, c7r, c + 7 &* width, accumulating)
        put(c8l, c8r, c + 8 &* width, accumulating)
        put(c9l, c9r, c + 9 &* width, accumulating)
        put(c10l, c10r, c + 10 &* width, accumulating)
        put(c11l, c11r, c + 11 &* width, accumulating)
    }

    /// One number of A times a row of B, added to one row of the tile.
    @inline(__always)
    private static func step(
        _ left: inout SIMD16<Float>, _ right: inout SIMD16<Float>, _ a: UnsafeRawPointer,
        _ offset: Int, _ bLeft: SIMD16<Float>, _ bRight: SIMD16<Float>
    ) {
        let value = SIMD16<Float>(repeating: a.load(fromByteOffset: offset, as: Float.self))
        left = multiplyAdd(left, value, bLeft)
        right = multiplyAdd(right, value, bRight)
    }

    /// One finished row of the tile, written to C or added to it.
    @inline(__always)
    private static func put(
        _ left: SIMD16<Float>, _ right: SIMD16<Float>, _ c: UnsafeMutablePointer<Float>,
        _ accumulating: Bool
    ) {
        let row = UnsafeMutableRawPointer(c)
        var left = left
        var right = right
        if accumulating {
            left += row.loadUnaligned(as: SIMD16<Float>.self)
            right += row.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
        }
        row.storeBytes(of: left, as: SIMD16<Float>.self)
        row.storeBytes(of: right, toByteOffset: 64, as: SIMD16<Float>.self)
    }
}

#else

/// 6 × 16 numbers: 12 of the 16 registers of AVX2, 24 of the 32 of Arm.
///
/// Without AVX2 (SSE: sixteen registers of four Floats) the tile does not fit and some of it goes
/// through memory, which is slower but right.
enum Tile {
    static let rows = 6
    static let columns = 16

    /// `C (+)= A · B` for one tile.
    ///
    /// - Parameters:
    ///   - a: a packed strip of A: 6 Floats for each depth
    ///   - rowOfB: where the 16 Floats of B at one depth begin
    ///   - width: from one row of C to the next
    @inline(__always)
    static func multiply(
        _ a: UnsafePointer<Float>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int,
        accumulating: Bool, rowOfB: (Int) -> UnsafePointer<Float>
    ) {
        typealias Vector = SIMD8<Float>
        var c0l = Vector.zero, c0r = Vector.zero
        var c1l = Vector.zero, c1r = Vector.zero
        var c2l = Vector.zero, c2r = Vector.zero
        var c3l = Vector.zero, c3r = Vector.zero
        var c4l = Vector.zero, c4r = Vector.zero
        var c5l = Vector.zero, c5r = Vector.zero
        var a = UnsafeRawPointer(a)
        for p in 0..<depth {
            let b = UnsafeRawPointer(rowOfB(p))
            let left = b.loadUnaligned(as: Vector.self)
            let right = b.loadUnaligned(fromByteOffset: 32, as: Vector.self)
            step(&c0l, &c0r, a, 0, left, right)
            step(&c1l, &c1r, a, 4, left, right)
            step(&c2l, &c2r, a, 8, left, right)
            step(&c3l, &c3r, a, 12, left, right)
            step(&c4l, &c4r, a, 16, left, right)
            step(&c5l, &c5r, a, 20, left, right)
            a += 24
        }
        put(c0l, c0r, c, accumulating)
        put(c1l, c1r, c + 1 &* width, accumulating)
        put(c2l, c2r, c + 2 &* width, accumulating)
        put(c3l, c3r, c + 3 &* width, accumulating)
        put(c4l, c4r, c + 4 &* width, accumulating)
        put(c5l, c5r, c + 5 &* width, accumulating)
    }

    /// One number of A times a row of B, added to one row of the tile.
    @inline(__always)
    private static func step(
        _ left: inout SIMD8<Float>, _ right: inout SIMD8<Float>, _ a: UnsafeRawPointer,
        _ offset: Int, _ bLeft: SIMD8<Float>, _ bRight: SIMD8<Float>
    ) {
        let value = SIMD8<Float>(repeating: a.load(fromByteOffset: offset, as: Float.self))
        left = multiplyAdd(left, value, bLeft)
        right = multiplyAdd(right, value, bRight)
    }

    /// One finished row of the tile, written to C or added to it.
    @inline(__always)
    private static func put(
        _ left: SIMD8<Float>, _ right: SIMD8<Float>, _ c: UnsafeMutablePointer<Float>,
        _ accumulating: Bool
    ) {
        let row = UnsafeMutableRawPointer(c)
        var left = left
        var right = right
        if accumulating {
            left += row.loadUnaligned(as: SIMD8<Float>.self)
            right += row.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
        }
        row.storeBytes(of: left, as: SIMD8<Float>.self)
        row.storeBytes(of: right, toByteOffset: 32, as: SIMD8<Float>.self)
    }
}

#endif
