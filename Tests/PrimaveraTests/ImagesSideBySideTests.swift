import XCTest

@testable import Primavera

/// A batch turned round, sixteen images side by side, number for number.
final class ImagesSideBySideTests: XCTestCase {
    func testImagesGoSideBySideAndBack() {
        poisonMemory()
        var random = Random(seed: 4)
        for (n, c, h, w) in [(1, 2, 3, 4), (16, 1, 4, 4), (35, 3, 5, 7), (20, 2, 1, 1)] {
            let x = Tensor(random.floats(n * c * h * w))
            let mask = Tensor(random.floats(n * c * h * w))
            let bare = ImagesSideBySide(n: n, c: c, h: h, w: w)
            let framed = ImagesSideBySide(n: n, c: c, h: h, w: w, rowMargin: 1, columnMargin: 2)
            var back = Tensor.zeros([n * c * h * w])
            for group in 0..<bare.groupCount {
                let (lanes, masked) = (Storage(count: bare.size), Storage(count: framed.size))
                var sums = [Float](repeating: 0, count: c)
                x.withUnsafePointer { x in
                    mask.withUnsafePointer { mask in
                        bare.gather(group, of: x, into: lanes.pointer)
                        framed.gather(group, of: x, mask: mask, into: masked.pointer)
                        framed.addChannelSums(masked.pointer, to: &sums)
                    }
                }
                back.withUnsafeMutablePointer {
                    bare.scatter(group, lanes.pointer, adding: nil, rectifies: false, into: $0)
                }
                for channel in 0..<c {
                    var sum: Float = 0
                    for row in -1...h {
                        for column in -2..<w + 2 {
                            for lane in 0..<16 {
                                let image = group * 16 + lane
                                let isPixel =
                                    image < n && 0..<h ~= row && 0..<w ~= column
                                let i = ((image * c + channel) * h + row) * w + column
                                let right = isPixel && mask.values[i] > 0 ? x.values[i] : 0
                                let place =
                                    channel * framed.channelSize + (row + 1) * framed.rowSize
                                    + (column + 2) * 16 + lane
                                XCTAssertEqual(masked.pointer[place], right)
                                sum += right
                            }
                        }
                    }
                    XCTAssertEqual(sums[channel], sum, accuracy: 1e-4)
                }
            }
            XCTAssertEqual(back.values, x.values)
        }
    }
}
