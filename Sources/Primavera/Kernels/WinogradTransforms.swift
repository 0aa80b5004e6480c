// The transformations of Winograd's F(4 × 4, 3 × 3), along one direction. They take polynomials to their
// values at 0, 1, −1, 2, −2 and infinity, where they can be multiplied one by one, and back. In two
// dimensions each is done to columns first, then to rows.

/// Six vectors: a tile's six places along one direction, of sixteen channels each.
typealias SixLanes = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)
typealias FourLanes = (Lanes, Lanes, Lanes, Lanes)
typealias ThreeLanes = (Lanes, Lanes, Lanes)

/// `Bᵀ x`: six inputs.
@inline(__always)
func inputTransform(_ x: SixLanes) -> SixLanes {
    let a = x.4 - 4 * x.2
    let b = x.3 - 4 * x.1
    let c = x.4 - x.2
    let d = 2 * (x.3 - x.1)
    return (4 * (x.0 - x.2) + c, a + b, a - b, c + d, c - d, 4 * (x.1 - x.3) + (x.5 - x.3))
}

/// `G w`: three weights become six.
@inline(__always)
func filterTransform(_ w: ThreeLanes) -> SixLanes {
    let a = (w.0 + w.2) / -6
    let b = w.1 / 6
    let c = w.0 / 24 + w.2 / 6
    let d = w.1 / 12
    return (w.0 / 4, a - b, a + b, c + d, c - d, w.2)
}

/// `Aᵀ m`: six sums of products become four outputs.
@inline(__always)
func outputTransform(_ m: SixLanes) -> FourLanes {
    let a = m.1 + m.2
    let b = m.1 - m.2
    let c = m.3 + m.4
    let d = m.3 - m.4
    return (m.0 + a + c, b + 2 * d, a + 4 * c, b + 8 * d + m.5)
}

/// `A δ`, the output's transformation turned: the gradients of four outputs become those of six sums.
@inline(__always)
func outputGradientTransform(_ g: FourLanes) -> SixLanes {
    let a = g.0 + g.2
    let b = g.1 + g.3
    let c = g.0 + 4 * g.2
    let d = 2 * (g.1 + 4 * g.3)
    return (g.0, a + b, a - b, c + d, c - d, g.3)
}

/// `Gᵀ m`, the filters' transformation turned: the gradients of six numbers become those of three weights.
@inline(__always)
func filterGradientTransform(_ m: SixLanes) -> ThreeLanes {
    let a = (m.1 + m.2) / 6
    let b = (m.2 - m.1) / 6
    let c = (m.3 + m.4) / 24
    let d = (m.3 - m.4) / 12
    return (m.0 / 4 - a + c, b + d, 4 * c - a + m.5)
}

extension UnsafePointer<Float> {
    /// Vectors that begin `step` Floats apart.
    @inline(__always)
    func six(at offset: Int, step: Int) -> SixLanes {
        (
            lanes(at: offset), lanes(at: offset &+ step), lanes(at: offset &+ 2 &* step),
            lanes(at: offset &+ 3 &* step), lanes(at: offset &+ 4 &* step),
            lanes(at: offset &+ 5 &* step)
        )
    }

    @inline(__always)
    func three(at offset: Int, step: Int) -> ThreeLanes {
        (lanes(at: offset), lanes(at: offset &+ step), lanes(at: offset &+ 2 &* step))
    }
}

extension UnsafeMutablePointer<Float> {
    /// Vectors that begin `step` Floats apart.
    @inline(__always)
    func store(_ v: SixLanes, at offset: Int, step: Int) {
        store((v.0, v.1, v.2, v.3), at: offset, step: step)
        store(v.4, at: offset &+ 4 &* step)
        store(v.5, at: offset &+ 5 &* step)
    }

    @inline(__always)
    func store(_ v: FourLanes, at offset: Int, step: Int) {
        store((v.0, v.1, v.2), at: offset, step: step)
        store(v.3, at: offset &+ 3 &* step)
    }

    @inline(__always)
    func store(_ v: ThreeLanes, at offset: Int, step: Int) {
        store(v.0, at: offset)
        store(v.1, at: offset &+ step)
        store(v.2, at: offset &+ 2 &* step)
    }
}
