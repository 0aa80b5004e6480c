import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class PictureTests: XCTestCase {
    func testEveryKindOfPNGThatPillowWrites() throws {
        // What Fixtures/make_pictures.py drew: red grows to the right, green downwards, blue is their
        // mean; grey is the mean of all, opacity grows to the right.
        for (name, channels, tolerance) in [
            ("rgb", 3, 0.003), ("rgba", 3, 0.006), ("grey", 1, 0.003), ("grey-alpha", 1, 0.006),
            ("palette", 3, 0.2), ("grey-16", 1, 0.000_1), ("bits-1", 1, 0.6), ("palette-2", 3, 0.6),
        ] as [(String, Int, Float)] {
            let image = try PNG.decode(fixture("\(name).png"), name: name)
            XCTAssertEqual(image.shape, [channels, 9, 13], name)
            XCTAssert(image.values.allSatisfy { (0...1).contains($0) }, name)
            for (y, x) in [(0, 0), (8, 12), (3, 7), (8, 0)] {
                let (red, green) = (Float(x) / 12, Float(y) / 8)
                let opacity: Float = name.hasSuffix("a") || name.hasSuffix("alpha") ? red : 1
                let parts = channels == 3 ? [red, green, (red + green) / 2] : [(red + green) / 2]
                for c in 0..<channels {
                    let right = 1 - opacity + opacity * parts[c]
                    XCTAssertEqual(
                        image[c, y, x], right, accuracy: tolerance, "\(name) \(c) \(y) \(x)")
                }
            }
        }
    }

    func testWhatIsWrittenIsRead() throws {
        var random = Random(seed: 1)
        for shape in [[1, 5, 7], [3, 4, 9]] {
            let bytes = (0..<shape.reduce(1, *)).map { _ in Float(random.integer(below: 256)) / 255
            }
            let image = Tensor(shape: shape, bytes)
            for back in [
                try PNG.decode(PNG.encode(image), name: "png"),
                try PNM.decode(PNM.encode(image), name: "pnm"),
            ] {
                XCTAssertEqual(back.shape, shape)
                XCTAssertLessThan(abs(back - image).reshaped([-1]).max(), 1e-6)
            }
        }
    }

    func testWhatIsNoPictureIsNamed() throws {
        let good = try fixture("rgb.png")
        assertRefused("x.png", "empty") { _ = try PNG.decode([], name: "x.png") }
        assertRefused("x.png", "JPEG", "convert") {
            _ = try PNG.decode([0xff, 0xd8, 0xff, 0xe0, 0, 16], name: "x.png")
        }
        assertRefused("x.png", "not a PNG") {
            _ = try PNG.decode(Array("hello, world".utf8), name: "x.png")
        }
        assertRefused("x.png", "interlaced") {
            _ = try PNG.decode(fixture("interlaced.png"), name: "x.png")
        }
        var wrong = good
        wrong[good.count / 2] ^= 1
        assertRefused("x.png", "checksum") { _ = try PNG.decode(wrong, name: "x.png") }
        for length in stride(from: 1, to: good.count, by: 3) {
            assertRefused("x.png") { _ = try PNG.decode(Array(good[..<length]), name: "x.png") }
        }
    }

    /// A file with this header, whose checksum is right, and no pixels.
    private func file(width: UInt32, height: UInt32) -> [UInt8] {
        func number(_ n: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: n >> (24 - 8 * $0)) }
        }
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(name.utf8) + content
            return number(UInt32(content.count)) + body + number(CRC32.checksum(body))
        }
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0]) + chunk("IEND", [])
    }

    func testHugeClaimsAreNotBelieved() {
        assertRefused("x.png", "100000 × 100000", "million") {
            _ = try PNG.decode(self.file(width: 100_000, height: 100_000), name: "x.png")
        }
        assertRefused("x.png", "million") {
            _ = try PNG.decode(self.file(width: .max, height: .max), name: "x.png")
        }
        assertRefused("x.png", "0 × 5") {
            _ = try PNG.decode(self.file(width: 0, height: 5), name: "x.png")
        }
        assertRefused("x.png") {
            _ = try PNG.decode(self.file(width: 7_000, height: 7_000), name: "x.png")
        }
    }

    func testRandomDamageNeverCrashes() throws {
        var random = Random(seed: 2)
        for name in ["rgb", "palette", "grey-16", "bits-1"] {
            let bytes = try fixture(name + ".png")
            for _ in 0..<mutations(800) {
                var damaged = mutated(bytes, &random)
                // Checksums made right again, so that the damage reaches what is behind them.
                if random.bernoulli(0.7) { repairChecksums(&damaged) }
                _ = try? PNG.decode(damaged, name: name)
                _ = try? PNM.decode(damaged, name: name)
            }
        }
    }

    private func repairChecksums(_ png: inout [UInt8]) {
        var position = 8
        while position + 12 <= png.count {
            let length = (0..<4).reduce(0) { $0 << 8 | Int(png[position + $1]) }
            guard length <= png.count - position - 12 else { return }
            let sum = CRC32.checksum(Array(png[position + 4..<position + 8 + length]))
            for k in 0..<4 {
                png[position + 8 + length + k] = UInt8(
                    truncatingIfNeeded: sum >> (24 - 8 * UInt32(k)))
            }
            position += 12 + length
        }
    }

    func testPNMAsTextWithComments() throws {
        let image = try PNM.decode(
            Array("P2 # grey\n# a comment\n2 1\n10\n0 5\n".utf8), name: "x.pgm")
        XCTAssertEqual(image, Tensor(shape: [1, 1, 2], [0, 0.5]))
        assertRefused("x.pgm", "cut off") {
            _ = try PNM.decode(Array("P5 3 3 255\nabc".utf8), name: "x.pgm")
        }
        assertRefused("x.pgm") { _ = try PNM.decode(Array("P7 1 1".utf8), name: "x.pgm") }
        assertRefused("x.pgm", "million") {
            _ = try PNM.decode(Array("P5 100000 100000 255\n".utf8), name: "x.pgm")
        }
    }

    func testThePhotographs() throws {
        XCTAssertEqual(try Photographs.camera().shape, [1, 512, 512])
        XCTAssertEqual(try Photographs.chelsea().shape, [3, 300, 451])
        XCTAssertEqual(try Photographs.brick().shape, [1, 512, 512])
        // NumPy's mean of camera.png.
        XCTAssertEqual(try Photographs.camera().mean().scalar, 0.506_1, accuracy: 1e-3)
    }

    func testCIFAR10() throws {
        let image = [UInt8](repeating: 255, count: 1_024) + [UInt8](repeating: 0, count: 2_048)
        let folder = try temporaryFolder([
            "data_batch_1.bin": [3] + image + [9] + image, "test_batch.bin": [0] + image,
        ])
        let (train, test) = try CIFAR10.read(from: folder)
        XCTAssertEqual(train.labels, [3, 9])
        XCTAssertEqual(test.images.shape, [1, 3, 32, 32])
        XCTAssertEqual(train.images[1, 0, 31, 31], 1)
        XCTAssertEqual(train.images[1, 1, 0, 0], 0)
        for (bytes, reason) in [([10] + image, "label 10"), (image, "3073"), ([], "3073")] {
            let broken = try temporaryFolder([
                "data_batch_1.bin": bytes, "test_batch.bin": [0] + image,
            ])
            assertRefused(broken, reason) { _ = try CIFAR10.read(from: broken) }
        }
        let empty = try temporaryFolder()
        assertRefused(empty, "data_batch_1.bin") { _ = try CIFAR10.read(from: empty) }
    }
}
