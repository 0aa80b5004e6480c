/// The gradient of max pooling, and *unpooling*: every number goes to the place that its switch
/// remembers, everything else is 0. Where windows overlap, numbers that meet are added.
///
/// - Parameters:
///   - gradient, switches: `[planes, outH, outW]`
///   - dx: room for `[planes, H, W]`
func unpool(
    _ s: PoolingShape, _ gradient: UnsafePointer<Float>, switches: UnsafePointer<Int32>,
    into dx: UnsafeMutablePointer<Float>
) {
    let outputs = s.outH * s.outW
    parallelRows(s.planes, of: s.h * s.w) { range in
        for plane in range {
            let target = dx + plane &* s.h &* s.w
            target.update(repeating: 0, count: s.h * s.w)
            for output in plane &* outputs..<(plane &+ 1) &* outputs {
                target[Int(switches[output])] += gradient[output]
            }
        }
    }
}
