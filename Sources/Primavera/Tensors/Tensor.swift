/// A block of Floats with a shape: a number, a vector, a matrix, a batch of images.
///
/// - Storage is always contiguous and row-major: the last axis varies fastest. So a reshape is
///   free, and a transpose copies.
/// - It is a value: a copy never changes with the original. The Floats are shared until one of
///   two copies is written to.
///
/// The letters of shapes, here and everywhere: N examples, C channels, H rows, W columns,
/// F filters, KH × KW the size of a kernel; K classes. Images are `[N, C, H, W]`.
///
/// ```swift
/// let a = Tensor([[1, 2, 3], [4, 5, 6]])
/// a.shape            // [2, 3]
/// a[1, 2]            // 6.0
/// (a * 10)[0, 1]     // 20.0
/// ```
public struct Tensor: Sendable {
    /// The length of every axis. `[]` is a single number.
    public let shape: [Int]

    /// How many Floats there are: the product of `shape`.
    public let count: Int

    private var storage: Storage

    /// A tensor whose content is not yet defined. Every kernel's output starts so.
    init(uninitialized shape: [Int]) {
        var count = 1
        for length in shape {
            if length < 0 { mistake("A shape has no negative lengths, but this one is \(shape).") }
            count *= length
        }
        self.shape = shape
        self.count = count
        storage = Storage(count: count)
    }

    /// A tensor of this shape with these values, row by row.
    ///
    /// - Fails: with a sentence when the number of values is not the product of the shape
    public init(shape: [Int], _ values: [Float]) {
        self.init(uninitialized: shape)
        if values.count != count {
            mistake("The shape \(shape) holds \(count) values, but \(values.count) were given.")
        }
        values.withUnsafeBufferPointer { source in
            if count > 0 { storage.pointer.update(from: source.baseAddress!, count: count) }
        }
    }

    /// The same Floats under another shape; used by `reshaped(_:)`.
    init(_ tensor: Tensor, viewedAs shape: [Int]) {
        self.shape = shape
        count = tensor.count
        storage = tensor.storage
    }

    /// The Floats, row by row, as an array. Copies.
    public var values: [Float] {
        withUnsafePointer { Array(UnsafeBufferPointer(start: $0, count: count)) }
    }

    /// How many axes there are: 0 for a number, 1 for a vector, 2 for a matrix.
    public var rank: Int { shape.count }

    /// Reads the Floats in place. The pointer is valid inside `body` only.
    public func withUnsafePointer<R>(_ body: (UnsafePointer<Float>) throws -> R) rethrows -> R {
        try withExtendedLifetime(storage) { try body(UnsafePointer(storage.pointer)) }
    }

    /// Reads or writes the Floats in place, after a copy if another tensor shares them.
    public mutating func withUnsafeMutablePointer<R>(
        _ body: (UnsafeMutablePointer<Float>) throws -> R
    ) rethrows -> R {
        if !isKnownUniquelyReferenced(&storage) {
            let copy = Storage(count: count)
            copy.pointer.update(from: storage.pointer, count: count)
            storage = copy
        }
        return try withExtendedLifetime(storage) { try body(storage.pointer) }
    }

    /// The value at one position, one index an axis.
    ///
    /// - Fails: with a sentence when an index is outside of its axis, or one is missing
    public subscript(_ indices: Int...) -> Float {
        get { withUnsafePointer { $0[offset(of: indices)] } }
        set {
            let offset = offset(of: indices)
            withUnsafeMutablePointer { $0[offset] = newValue }
        }
    }

    private func offset(of indices: [Int]) -> Int {
        if indices.count != rank {
            mistake("A tensor of shape \(shape) takes \(rank) indices, but got \(indices).")
        }
        var offset = 0
        for (index, length) in zip(indices, shape) {
            if index < 0 || index >= length {
                mistake("The index \(indices) is outside of the shape \(shape).")
            }
            offset = offset * length + index
        }
        return offset
    }

    /// The one value of a tensor that holds one, such as a loss.
    ///
    /// - Fails: with a sentence when there is more than one
    public var scalar: Float {
        if count != 1 {
            mistake("Only a tensor with one value is a scalar; this one has the shape \(shape).")
        }
        return withUnsafePointer { $0[0] }
    }
}

extension Tensor: Equatable {
    /// Equal shapes and equal values.
    public static func == (a: Tensor, b: Tensor) -> Bool {
        guard a.shape == b.shape else { return false }
        return a.withUnsafePointer { p in
            b.withUnsafePointer { q in (0..<a.count).allSatisfy { p[$0] == q[$0] } }
        }
    }
}
